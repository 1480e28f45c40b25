/** Takes a secret out of a text. */
export type Redact = (text: string) => string;

// What is shorter is no token of GitHub's, and could be part of any text.
const shortestSecret = 16;

/** Takes out every form of a secret that an answer or an error may quote: as it is, percent-encoded, in base64. */
export function createRedaction(secret: string): Redact {
  if (secret.length < shortestSecret) return (text) => text;
  const forms = [secret, encodeURIComponent(secret), ...base64Forms(secret)];
  return (text) => forms.reduce((rest, form) => rest.replaceAll(form, "[redacted]"), text);
}

// Behind 0, 1 or 2 other bytes the same bytes are written in three ways; the first and last characters depend on the neighbours.
function base64Forms(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from(" ".repeat(before) + secret);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3));
    const start = before === 0 ? 0 : 4;
    return [whole.toString("base64").slice(start), whole.toString("base64url").slice(start)];
  });
}

/** Takes a secret out of a text. */
export type Redact = (text: string) => string;

// What is shorter is no token of GitHub's, and could be part of any text.
const shortestSecret = 16;

/**
 * Takes out every form of a secret that an answer or an error may quote: as it is; with any of its characters escaped as in JSON or
 * percent-encoded; in base64 or base64url. The time it takes grows with the text alone.
 */
export function createRedaction(secret: string): Redact {
  if (secret.length < shortestSecret) return (text) => text;
  const forms = [...new Set([secret, ...base64Forms(secret)])];
  let escaped: RegExp | undefined;
  let encoded: RegExp | undefined;
  return (text) => {
    let rest = forms.reduce((left, form) => left.replaceAll(form, mark), text);
    // Not every text has either, and a pattern takes longer.
    if (rest.includes("\\")) {
      escaped ??= patternOf(forms, jsonForms);
      rest = rest.replace(escaped, mark);
    }
    if (rest.includes("%")) {
      encoded ??= patternOf(forms, percentForms);
      rest = rest.replace(encoded, mark);
    }
    return rest;
  };
}

const mark = "[redacted]";

// Behind 0, 1 or 2 other bytes the same bytes are written in three ways; the first and last characters depend on the neighbours.
function base64Forms(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from(" ".repeat(before) + secret);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3));
    const start = before === 0 ? 0 : 4;
    return [whole.toString("base64").slice(start), whole.toString("base64url").slice(start)];
  });
}

/**
 * A pattern of texts, each character in any of its forms. No form is the beginning of another, so that there is one way to read a
 * text: it never goes back by more than the secret's length.
 */
function patternOf(
  texts: readonly string[],
  formsOf: (character: string) => readonly string[],
): RegExp {
  const patterns = texts.map((text) => [...text].map((each) => `(?:${formsOf(each).join("|")})`));
  return new RegExp(patterns.map((characters) => characters.join("")).join("|"), "g");
}

/** A character in a JSON string: itself unless JSON has to escape it, behind a backslash, or by its code. */
function jsonForms(character: string): readonly string[] {
  const codes = character.split("").map((unit) => `\\\\u${hexPattern(unit.charCodeAt(0), 4)}`);
  const short = /["\\/]/.test(character) ? [`\\\\${literal(character)}`] : [];
  const itself = /["\\]/.test(character) ? [] : [literal(character)];
  return [...itself, ...short, codes.join("")];
}

/** A character in an address: itself, or the codes of its bytes. */
function percentForms(character: string): readonly string[] {
  const codes = [...Buffer.from(character)].map((byte) => `%${hexPattern(byte, 2)}`);
  return character === "%" ? codes : [literal(character), codes.join("")];
}

/** A number in hexadecimal digits, in lower and upper case. */
function hexPattern(value: number, length: number): string {
  const digits = value.toString(16).padStart(length, "0");
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

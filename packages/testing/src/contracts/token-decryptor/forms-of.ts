/** A secret as it may stand in a text: as it is, percent-encoded, and in base64 and hex of any alignment. */
export function formsOf(secret: string): readonly string[] {
  // Behind 0, 1 or 2 other bytes, base64 writes the same bytes in three ways; the characters at the ends depend on the neighbours.
  const base64 = [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64");
    const sure = whole.slice(before === 0 ? 0 : 4);
    return [sure, sure.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const hex = Buffer.from(secret).toString("hex");
  return [...new Set([secret, encodeURIComponent(secret), hex, hex.toUpperCase(), ...base64])];
}

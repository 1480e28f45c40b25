/** Decodes base64url without padding; `undefined` for what no encoder writes, so that each value has one spelling. */
export function fromBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}

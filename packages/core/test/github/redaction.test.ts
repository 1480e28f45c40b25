import fc from "fast-check";
import { expect, test } from "vitest";
import { formsOf } from "../../../testing/src/contracts/token-decryptor/forms-of.ts";
import { createRedaction } from "../../src/github/redaction.ts";

const secret = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";
const redact = createRedaction(secret);

test("a secret is taken out wherever it stands, and nothing else", () => {
  expect(redact(`{"a":"${secret}","b":"token ${secret}"}`)).toBe(
    '{"a":"[redacted]","b":"token [redacted]"}',
  );
  expect(redact("")).toBe("");
  const other = secret.slice(0, -1);
  expect(redact(`${other} ${secret.toLowerCase()}`)).toBe(`${other} ${secret.toLowerCase()}`);
});

test("what is too short for a token is left alone", () => {
  const text = "x in any text, and 15 characters: 0123456789abcde";
  expect(createRedaction("")(text)).toBe(text);
  expect(createRedaction("x")(text)).toBe(text);
  expect(createRedaction("0123456789abcde")(text)).toBe(text);
  expect(createRedaction("characters: 0123")(text)).not.toBe(text);
});

test("I11: any secret is taken out in any surroundings, percent-encoded and in base64 too", () => {
  const visible = fc.string({ unit: "grapheme-ascii", minLength: 16, maxLength: 90 });
  const asWritten = fc.constantFrom<(text: string) => string>(
    (text) => text,
    encodeURIComponent,
    (text) => Buffer.from(text).toString("base64"),
    (text) => Buffer.from(text).toString("base64url"),
  );
  fc.assert(
    fc.property(visible, fc.string(), fc.string(), asWritten, (token, before, after, write) => {
      const text = createRedaction(token)(write(before + token + after));
      const hex = Buffer.from(token).toString("hex");
      for (const form of formsOf(token)) {
        if (form.toLowerCase() !== hex) expect(text).not.toContain(form);
      }
    }),
  );
});

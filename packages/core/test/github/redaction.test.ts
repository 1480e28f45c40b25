import fc from "fast-check";
import { expect, test } from "vitest";
import { formsOf } from "../../../testing/src/contracts/token-decryptor/forms-of.ts";
import { createRedaction } from "../../src/github/redaction.ts";

type Write = (text: string) => string;

const hex = (code: number, length: number) => code.toString(16).padStart(length, "0");

/** Writes each character as a JSON code, in lower or upper case. */
const jsonCodes =
  (upper: boolean, every = 1): Write =>
  (text) =>
    text
      .split("")
      .map((unit, at) => {
        // JSON.stringify escapes the other characters if it must.
        if (at % every !== 0) return JSON.stringify(unit).slice(1, -1);
        const digits = hex(unit.charCodeAt(0), 4);
        return `\\u${upper ? digits.toUpperCase() : digits}`;
      })
      .join("");

const percentCodes =
  (upper: boolean, every = 1): Write =>
  (text) =>
    text
      .split("")
      .map((unit, at) => {
        if (at % every !== 0 && unit !== "%") return unit;
        const digits = hex(unit.charCodeAt(0), 2);
        return `%${upper ? digits.toUpperCase() : digits}`;
      })
      .join("");

const slashes: Write = (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/");

const encodings: Readonly<Record<string, Write>> = {
  "as it is": (text) => text,
  "as JSON has to": (text) => JSON.stringify(text).slice(1, -1),
  "as JSON has to, slashes too": slashes,
  "by JSON's codes in lower case": jsonCodes(false),
  "by JSON's codes in upper case": jsonCodes(true),
  "by JSON's codes now and then": jsonCodes(true, 3),
  "percent-encoded where it has to be": encodeURIComponent,
  "percent-encoded in lower case": percentCodes(false),
  "percent-encoded in upper case": percentCodes(true),
  "percent-encoded now and then": percentCodes(false, 3),
};

const tokens = [
  "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w",
  'v1.1f699f1069f60xxx+/=~%25\\u0067"quoted',
  'a/b/c/d/e/f/g/h"i"j\\k\\l%m%n',
];

const secret = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";
const redact = createRedaction(secret);

test("a secret is removed everywhere, and nothing else is", () => {
  expect(redact(`{"a":"${secret}","b":"token ${secret}"}`)).toBe(
    '{"a":"[redacted]","b":"token [redacted]"}',
  );
  expect(redact("")).toBe("");
  const other = secret.slice(0, -1);
  expect(redact(`${other} ${secret.toLowerCase()}`)).toBe(`${other} ${secret.toLowerCase()}`);
});

test("a text too short for a token is not removed", () => {
  const text = "x in any text, and 15 characters: 0123456789abcde";
  expect(createRedaction("")(text)).toBe(text);
  expect(createRedaction("x")(text)).toBe(text);
  expect(createRedaction("0123456789abcde")(text)).toBe(text);
  expect(createRedaction("characters: 0123")(text)).not.toBe(text);
});

test("I11: any secret is removed from any text, also percent-encoded and in base64", () => {
  const visible = fc.string({ unit: "grapheme-ascii", minLength: 16, maxLength: 90 });
  const asWritten = fc.constantFrom<(text: string) => string>(
    (text) => text,
    ...Object.values(encodings),
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

test.each(
  tokens.flatMap((token) => Object.keys(encodings).map((encoding) => ({ token, encoding }))),
)("I11: nothing remains of a token that is written $encoding: $token", ({ token, encoding }) => {
  const write = encodings[encoding] as Write;
  expect(createRedaction(token)(`{"${write(token)}":"x ${write(token)} y"}`)).toBe(
    '{"[redacted]":"x [redacted] y"}',
  );
});

test.each([
  ["the token", secret],
  ["the header's value", `token ${secret}`],
  ["basic authentication", `x-access-token:${secret}`],
  ["other alignments", ` ${secret}`],
  ["other alignments yet", `  ${secret}  `],
])("I11: a token is removed from base64 of %s, in any form of a JSON string", (_, text) => {
  const redact = createRedaction(secret);
  for (const base64 of ["base64", "base64url"] as const) {
    const written = Buffer.from(text).toString(base64);
    for (const write of Object.values(encodings)) {
      // Characters at the ends depend on their neighbours and may remain.
      const left = redact(write(written)).split("[redacted]");
      expect(left).toHaveLength(2);
    }
  }
});

test("the time for a text that nearly quotes the token grows only with its length", () => {
  const redact = createRedaction(secret);
  const timeOf = (text: string) => {
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      redact(text);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  for (const write of [jsonCodes(false), percentCodes(true), (text: string) => text]) {
    const nearly = `${write(secret.slice(0, -1))}\\%`;
    const of = (times: number) => timeOf(nearly.repeat(times));
    of(100);
    // The text is 20 times as long: quadratic time would be 400 times.
    expect(of(8000) / of(400)).toBeLessThan(100);
  }
});

import { expect, test } from "vitest";
import { redactError } from "../../src/github/redaction.ts";

const redact = (text: string) => text.replaceAll("s3cr3t", "***");

test("redactError keeps message, name, code, stack and causes, without the secret", () => {
  const cause = Object.assign(new RangeError("s3cr3t below"), { code: "E_s3cr3t" });
  const thrown = new TypeError("s3cr3t above", { cause });
  const copy = redactError(thrown, redact) as Error;
  expect(copy).toBeInstanceOf(Error);
  expect(copy).toMatchObject({
    name: "TypeError",
    message: "*** above",
    cause: { name: "RangeError", message: "*** below", code: "E_***" },
  });
  expect(copy.stack).toMatch(/^TypeError: \*\*\* above\n {4}at .*redact-error\.test\.ts/);
});

test("redactError leaves out other properties, and does not change the error", () => {
  const thrown = Object.assign(new Error("s3cr3t"), { request: { token: "s3cr3t" }, code: 7 });
  const copy = redactError(thrown, redact);
  expect(copy).not.toHaveProperty("request");
  expect(copy).not.toHaveProperty("code");
  expect(thrown.message).toBe("s3cr3t");
});

test("redactError returns a text for a thrown text, and nothing of any other value", () => {
  expect(redactError("s3cr3t!", redact)).toBe("***!");
  for (const thrown of [{ token: "s3cr3t" }, null, 7, undefined]) {
    expect(redactError(thrown, redact)).toEqual(new Error("The thrown value is not an Error."));
  }
});

test("redactError stops in a circle of causes", () => {
  const thrown = new Error("s3cr3t");
  thrown.cause = thrown;
  let depth = 0;
  for (let at: unknown = redactError(thrown, redact); at; at = (at as Error).cause) depth += 1;
  expect(depth).toBe(9);
});

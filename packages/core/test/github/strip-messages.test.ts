import { inspect } from "node:util";
import { GhsyncError } from "@ghsync/core";
import { expect, test } from "vitest";
import { stripMessages } from "../../src/github/redaction.ts";

const secret = "ghp_s3cr3t";
const shown = (error: unknown) =>
  inspect(error, { showHidden: true, depth: Number.POSITIVE_INFINITY });

test("I11: stripMessages keeps class and code, but not the message", () => {
  const cause = Object.assign(new RangeError(`below ${secret}`), { code: "ERR_BAD_DECRYPT" });
  const error = stripMessages(new TypeError(`above\n    at ${secret}\n`, { cause }));
  expect(error).toMatchObject({
    message: "It threw TypeError. Its message is not kept, because it may quote the token.",
    cause: { message: expect.stringContaining("RangeError"), code: "ERR_BAD_DECRYPT" },
  });
  expect(shown(error)).not.toContain(secret);
});

test.each([
  ["a name and a code that are no words", { name: secret, code: secret }],
  ["other properties", { token: secret, request: { secret } }],
  ["a cause that is no error", { cause: { secret } }],
  ["a message that was changed later", { message: "other" }],
  ["a message that was shortened later", { message: "before" }],
  ["a message that was emptied later", { message: "" }],
  ["a stack that says something else", { stack: `${secret}\n${secret}` }],
])("I11: stripMessages reveals nothing of %s", (_, changes) => {
  const thrown = new Error(`before\n    at ${secret}`);
  // V8 formats a stack when it is first read.
  expect(thrown.stack).toContain(secret);
  Object.assign(thrown, changes);
  const error = stripMessages(thrown);
  expect(shown(error)).not.toContain(secret);
  expect(JSON.stringify(error)).not.toContain(secret);
});

test("stripMessages says if the thrown value is not an Error", () => {
  for (const thrown of [secret, { secret }, null, undefined]) {
    expect(stripMessages(thrown)).toEqual(new Error("It threw a value that is not an Error."));
  }
});

test("I11: stripMessages keeps the message of a GhsyncError, but not that of its cause", () => {
  const options = { cause: new Error(secret), userActionable: true };
  const error = stripMessages(new GhsyncError("token_undecryptable", "No such key: k1.", options));
  expect(error).toBeInstanceOf(GhsyncError);
  expect(error).toMatchObject({
    code: "token_undecryptable",
    message: "No such key: k1.",
    userActionable: true,
  });
  expect(shown(error)).not.toContain(secret);
});

test("stripMessages stops at a cause that is its own cause", () => {
  const thrown = new Error(secret);
  thrown.cause = thrown;
  expect(shown(stripMessages(thrown))).not.toContain(secret);
});

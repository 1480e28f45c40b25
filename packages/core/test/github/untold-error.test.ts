import { inspect } from "node:util";
import { GhsyncError } from "@ghsync/core";
import { expect, test } from "vitest";
import { untoldError } from "../../src/github/redaction.ts";

const secret = "ghp_s3cr3t";
const shown = (error: unknown) =>
  inspect(error, { showHidden: true, depth: Number.POSITIVE_INFINITY });

test("I11: class, code and place stay, and no message, however it is made", () => {
  const cause = Object.assign(new RangeError(`below ${secret}`), { code: "ERR_BAD_DECRYPT" });
  const untold = untoldError(new TypeError(`above\n    at ${secret}\n`, { cause }));
  expect(untold).toMatchObject({
    message: "It threw TypeError; the message is not kept, as it may quote the token.",
    cause: { message: expect.stringContaining("RangeError"), code: "ERR_BAD_DECRYPT" },
  });
  expect(untold.stack).toMatch(/^Error: It threw TypeError.*\n {4}at .*untold-error\.test\.ts/);
  expect((untold.cause as Error).stack).toContain("untold-error.test.ts");
  expect(shown(untold)).not.toContain(secret);
});

test.each([
  ["a name and a code that are no words", { name: secret, code: secret }],
  ["other properties", { token: secret, request: { secret } }],
  ["a cause that is no error", { cause: { secret } }],
  ["a message that was changed later", { message: "other" }],
  ["a message that was shortened later", { message: "before" }],
  ["a message that was emptied later", { message: "" }],
  ["a stack that says something else", { stack: `${secret}\n${secret}` }],
])("I11: %s tell nothing", (_, changes) => {
  const thrown = new Error(`before\n    at ${secret}`);
  // A stack is written when it is first read.
  expect(thrown.stack).toContain(secret);
  Object.assign(thrown, changes);
  const untold = untoldError(thrown);
  expect(shown(untold)).not.toContain(secret);
  expect(JSON.stringify(untold)).not.toContain(secret);
});

test("what is no error is said to be none", () => {
  for (const thrown of [secret, { secret }, null, undefined]) {
    expect(untoldError(thrown)).toEqual(new Error("It threw what is no Error."));
  }
});

test("an error of ghsync's keeps its words and its place, not the message of its cause", () => {
  const options = { cause: new Error(secret), userActionable: true };
  const untold = untoldError(new GhsyncError("token_undecryptable", "No such key: k1.", options));
  expect(untold).toBeInstanceOf(GhsyncError);
  expect(untold).toMatchObject({
    code: "token_undecryptable",
    message: "No such key: k1.",
    userActionable: true,
  });
  expect(untold.stack).toMatch(/^GhsyncError: No such key: k1\.\n {4}at .*untold-error\.test\.ts/);
  expect(shown(untold)).not.toContain(secret);
});

test("causes that go round in a circle come to an end", () => {
  const thrown = new Error(secret);
  thrown.cause = thrown;
  expect(shown(untoldError(thrown))).not.toContain(secret);
});

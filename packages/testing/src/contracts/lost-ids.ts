import assert from "node:assert/strict";
import { isGhsyncError } from "@ghsync/core";

/** Values that untyped code passes when it has lost an id, or took it from a request's body. Some drivers take them for "any". */
export const lostIds = [undefined, null, 7, {}, { not: "x" }] as readonly unknown[] as string[];

/** Passes if a call finds nothing: it returns nothing, or throws `config_invalid`. */
export async function findsNone(call: () => Promise<unknown>): Promise<void> {
  const answer = await call().catch((error: unknown) => {
    assert.ok(isGhsyncError(error) && error.code === "config_invalid", `It fails by ${error}.`);
    return undefined;
  });
  const isNone = answer === undefined || answer === false;
  assert.ok(isNone || (Array.isArray(answer) && answer.length === 0), "It finds nothing.");
}

import assert from "node:assert/strict";
import { isGhsyncError } from "@ghsync/core";

/** Passes if a commit is refused because the right to write is gone. */
export async function rejectsAsLeaseLost(commit: Promise<unknown>): Promise<void> {
  await assert.rejects(commit, (error: unknown) => {
    assert.ok(isGhsyncError(error), `A refusal is a GhsyncError, and not ${String(error)}.`);
    assert.equal(error.code, "lease_lost");
    return true;
  });
}

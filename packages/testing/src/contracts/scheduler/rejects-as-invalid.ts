import assert from "node:assert/strict";
import { isGhsyncError } from "@ghsync/core";

/** The call is wrong, and says so at once. */
export async function rejectsAsInvalid(call: () => Promise<unknown>): Promise<void> {
  await assert.rejects(call, (error) => isGhsyncError(error) && error.code === "config_invalid");
}

import assert from "node:assert/strict";
import type { Lease } from "@ghsync/core";

/** Passes if a lease is refused, or not renewed. */
export async function noLease(answer: Promise<Lease | undefined>): Promise<void> {
  const lease = await answer;
  const answered = JSON.stringify(lease);
  assert.equal(lease, undefined, `The lease is refused, or not renewed; answered was ${answered}.`);
}

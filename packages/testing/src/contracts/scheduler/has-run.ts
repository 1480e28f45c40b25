import assert from "node:assert/strict";
import type { RecordedRun } from "./record-runs.ts";

/** Passes if so many runs have begun so far. `when` says what has happened until then. */
export function hasRun(runs: readonly RecordedRun[], times: number, when: string): void {
  const ids = runs.map(({ repositoryId }) => repositoryId).join(", ");
  const found = runs.length === 0 ? "0" : `${runs.length} (${ids})`;
  assert.equal(runs.length, times, `${when}, the number of runs is ${times}, and not ${found}.`);
}

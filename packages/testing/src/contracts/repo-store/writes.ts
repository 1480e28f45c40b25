import assert from "node:assert/strict";

/** Passes if a commit, as `Run.commit` makes it, writes so many rows. */
export async function writes(commit: Promise<number>, rows: number): Promise<void> {
  const written = await commit;
  const expected =
    rows === 0
      ? "A page that changes nothing of what is stored writes no row"
      : `A page writes the rows that it creates, changes or deletes, here ${rows}`;
  assert.equal(written, rows, `${expected}; rowsWritten is ${written}.`);
}

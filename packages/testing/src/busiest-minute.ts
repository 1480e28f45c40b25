import type { LedgerEntry } from "./ledger.ts";

const MINUTE_MS = 60_000;

/** The most secondary points in any 60 seconds of calls. */
export function busiestMinute(entries: readonly Pick<LedgerEntry, "at" | "secondary">[]): number {
  const inOrder = entries.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  let first = 0;
  let points = 0;
  let most = 0;
  for (const { at, secondary } of inOrder) {
    points += secondary;
    for (let oldest = inOrder[first]; oldest && isOver(oldest.at, at); oldest = inOrder[first]) {
      points -= oldest.secondary;
      first += 1;
    }
    most = Math.max(most, points);
  }
  return most;
}

function isOver(then: Date, now: Date): boolean {
  return now.getTime() - then.getTime() >= MINUTE_MS;
}

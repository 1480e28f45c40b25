import type { HistoryCheckpoint } from "../../ports/sync-state.ts";

const dayMs = 86_400_000;

/** The first history of a repository: its window is counted from the first contact, and so stands still. */
export function firstHistory(firstContact: Date, days: number): HistoryCheckpoint {
  return { firstContact, from: windowStart(firstContact, days), done: 0, total: 0 };
}

/**
 * The history anew, if the host now wants more of it than was, or is being, read; otherwise `undefined`. What is stored is not read
 * again. Pure.
 */
export function widenedHistory(
  history: HistoryCheckpoint,
  days: number,
): HistoryCheckpoint | undefined {
  const wanted = windowStart(history.firstContact, days);
  const isWider = history.from !== null && (wanted === null || wanted < history.from);
  return isWider ? firstHistory(history.firstContact, days) : undefined;
}

/** The same history, to be listed from its beginning. */
export function historyAnew({ place: _, ...history }: HistoryCheckpoint): HistoryCheckpoint {
  return { ...history, done: 0 };
}

function windowStart(firstContact: Date, days: number): Date | null {
  const startMs = firstContact.getTime() - days * dayMs;
  // GitHub is younger than the epoch: what reaches back beyond it is everything.
  return startMs > 0 ? new Date(startMs) : null;
}

import type { SyncState } from "../ports/sync-state.ts";
import { instantOf } from "./instant-text.ts";
import type { SyncStatusDescription } from "./sync-status-description.ts";

type Progress = NonNullable<SyncStatusDescription["progress"]>;

/** How far the run that is under way has come; between runs, the first full sync while it lasts. Pure. */
export function describeProgress(
  { progress, checkpoint, ...state }: SyncState,
  { isRunning }: { readonly isRunning: boolean },
): Progress | undefined {
  const { history } = checkpoint;
  const historyCompletedAt = instantOf(state.historyCompletedAt);
  const counts = isRunning || historyCompletedAt ? progress : undefined;
  const known = counts ?? (progress?.phase === "history" ? progress : undefined);
  if (known) {
    const { done, total, totalExact: exact } = known;
    return isRunning || done < total ? progressOf(done, total, exact) : undefined;
  }
  // Before its first page nobody has counted; and a checkpoint doesn't say how sure its total is.
  if (historyCompletedAt || !history || history.total === 0) return undefined;
  return progressOf(history.done, history.total, false);
}

function progressOf(done: number, total: number, exact: boolean): Progress {
  if (!exact) return { done, total, exact };
  // Never 100 for the sake of rounding.
  const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
  return { done, total, exact, percent: Math.min(100, Math.max(0, percent)) };
}

/** `40 of 300 pull requests` */
export function progressText({ done, total, exact }: Progress): string {
  return `${done} of ${exact ? "" : "at least "}${countText(total)}`;
}

/** `1 pull request`, `2 pull requests` */
function countText(count: number): string {
  return `${count} pull request${count === 1 ? "" : "s"}`;
}

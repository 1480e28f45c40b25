import type { SyncState } from "../../ports/sync-state.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";

/**
 * Whether a run that begins now is the one that the last one asked for, to read fresh changes once more. It asks for no other: a busy
 * repository would be read every few minutes, whatever the host wants. Pure.
 */
export function isSettleRun(
  { status, lastSuccessAt, nextAttemptAt }: SyncState,
  now: Date,
  { settleMs, resyncAfterMs }: Pick<ResolvedSyncOptions, "settleMs" | "resyncAfterMs">,
): boolean {
  if (status !== "complete" || !lastSuccessAt || !nextAttemptAt || nextAttemptAt > now)
    return false;
  const waitedMs = nextAttemptAt.getTime() - lastSuccessAt.getTime();
  // A run that was asked for is due at some other instant.
  return waitedMs === Math.floor(settleMs) && settleMs < resyncAfterMs;
}

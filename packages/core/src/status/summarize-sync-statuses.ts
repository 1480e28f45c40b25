import type { SyncStatusDescription } from "./status-text.ts";

/** The statuses of a team's repositories as one. Plain JSON. Instants are ISO strings. */
export interface SyncSummary {
  readonly total: number;
  /** How many repositories have each status. A status that none has is absent. */
  readonly counts: { readonly [S in SyncStatusDescription["status"]]?: number };
  /** The status to look at first: who must act, then the tone. Absent without repositories. */
  readonly worst?: SyncStatusDescription;
  /** The oldest `lastSyncAt` of the repositories. Absent if one was never synced. */
  readonly oldestSyncAt?: string;
  /** When the first of the waiting repositories may run again. Absent if none waits. */
  readonly nextRetryAt?: string;
}

/** From the best to the worst. */
const tones = ["success", "neutral", "progress", "warning", "danger"] as const;

/**
 * Summarises the statuses of many repositories. Repositories that are switched off count in
 * `total` and `counts` only. Pure.
 */
export function summarizeSyncStatuses(statuses: readonly SyncStatusDescription[]): SyncSummary {
  const counts: { [S in SyncStatusDescription["status"]]?: number } = {};
  for (const { status } of statuses) counts[status] = (counts[status] ?? 0) + 1;
  const active = statuses.filter(({ reason }) => reason !== "paused");
  const [worst] = active.toSorted((one, other) => badness(other) - badness(one));
  const synced = active.map(({ lastSyncAt }) => lastSyncAt);
  const [oldestSyncAt] = synced.includes(undefined) ? [] : synced.toSorted();
  const [nextRetryAt] = active
    .flatMap(({ retryAt, tone }) => (retryAt && tone !== "success" ? retryAt : []))
    .toSorted();
  return {
    total: statuses.length,
    counts,
    ...(worst && { worst }),
    ...(oldestSyncAt !== undefined && { oldestSyncAt }),
    ...(nextRetryAt !== undefined && { nextRetryAt }),
  };
}

function badness({ tone, action }: SyncStatusDescription): number {
  return tones.indexOf(tone) + (action.who === "nobody" ? 0 : tones.length);
}

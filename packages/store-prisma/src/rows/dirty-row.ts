import { type DirtyPullRequest, fromJson, type StreamStamps, toJson } from "@ghsync/core";

/** A row of the dirty list. */
export interface DirtyRow {
  readonly number: number;
  readonly stamps: unknown;
  readonly notBefore: Date | null;
  readonly attempts: number;
  readonly reason: string | null;
}

/** The columns of an entry of the dirty list. */
export function dirtyRow(entry: DirtyPullRequest) {
  return {
    number: entry.number,
    stamps: toJson(entry.stamps),
    notBefore: entry.notBefore ?? null,
    attempts: entry.attempts,
    reason: entry.reason ?? null,
  };
}

/** The reverse of {@link dirtyRow}. */
export function toDirtyPullRequest(row: DirtyRow): DirtyPullRequest {
  return {
    number: row.number,
    stamps: fromJson<StreamStamps>(row.stamps),
    ...(row.notBefore && { notBefore: row.notBefore }),
    attempts: row.attempts,
    ...(row.reason !== null && { reason: row.reason }),
  };
}

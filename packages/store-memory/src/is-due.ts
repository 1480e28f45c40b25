import type { RepositoryRead } from "@ghsync/core";
import type { RepositoryEntry } from "./repository-entry.ts";

/** Whether a lease holds at this instant. */
export function isLeased(entry: RepositoryEntry, now: Date): boolean {
  return entry.lease !== undefined && entry.lease.expiresAt > now;
}

/** Whether a repository may run at this instant. */
export function isDue(entry: RepositoryEntry, now: Date): boolean {
  const { nextAttemptAt } = entry.state;
  const waits = nextAttemptAt !== undefined && nextAttemptAt > now;
  return entry.repository.active && !waits && !isLeased(entry, now);
}

/** Orders entries: never attempted first, then longest without an attempt, then by id. */
export function byLastAttempt(a: Attempted, b: Attempted): number {
  const since = ({ state }: Attempted) =>
    state.lastAttemptAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (since(a) !== since(b)) return since(a) < since(b) ? -1 : 1;
  if (a.repository.id === b.repository.id) return 0;
  return a.repository.id < b.repository.id ? -1 : 1;
}

type Attempted = Pick<RepositoryRead, "repository" | "state">;

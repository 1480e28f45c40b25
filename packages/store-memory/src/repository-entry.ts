import {
  type DirtyPullRequest,
  initialSyncState,
  type RepositoryRead,
  type SyncState,
  type TrackedRepository,
} from "@ghsync/core";
import type { StoredPullRequest } from "./merge-snapshot.ts";

/** All that the memory store holds of one repository. */
export interface RepositoryEntry {
  repository: TrackedRepository;
  /** The name that leads here, in lower case: the repository's own, unless another entry held that first. */
  answersTo: string;
  state: SyncState;
  revision: number;
  fence: number;
  lease: { readonly owner: string; readonly expiresAt: Date } | undefined;
  readonly pullRequests: Map<number, StoredPullRequest>;
  readonly dirty: Map<number, DirtyPullRequest>;
}

/** A repository that was never synced. */
export function newRepositoryEntry(
  id: string,
  fullName: string,
  tenantId: string | null,
): RepositoryEntry {
  return {
    repository: {
      id,
      tenantId,
      fullName,
      githubId: null,
      nodeId: null,
      active: true,
      encryptedToken: null,
    },
    answersTo: fullName.toLowerCase(),
    state: initialSyncState,
    revision: 0,
    fence: 0,
    lease: undefined,
    pullRequests: new Map(),
    dirty: new Map(),
  };
}

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

/** Orders entries by the instant since when they are due, then by id. */
export function byDueInstant(a: Due, b: Due): number {
  if (dueMs(a) !== dueMs(b)) return dueMs(a) < dueMs(b) ? -1 : 1;
  if (a.repository.id === b.repository.id) return 0;
  return a.repository.id < b.repository.id ? -1 : 1;
}

/** The later of the next attempt and the end of the lease. */
function dueMs({ state, lease }: Due): number {
  const instants = [state.nextAttemptAt, lease?.expiresAt];
  return Math.max(...instants.map((instant) => instant?.getTime() ?? Number.NEGATIVE_INFINITY));
}

type Due = Pick<RepositoryRead, "repository" | "state" | "lease">;

/** The entry that a name leads to, within a tenant and without regard to case. */
export function answeringTo(
  entries: ReadonlyMap<string, RepositoryEntry>,
  tenantId: string | null,
  fullName: string,
): RepositoryEntry | undefined {
  const name = fullName.toLowerCase();
  return [...entries.values()].find(
    (entry) => entry.repository.tenantId === tenantId && entry.answersTo === name,
  );
}

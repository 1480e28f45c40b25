import { isGhsyncError } from "../model/ghsync-error.ts";
import { checkValue, mustBeString } from "../model/option-checks.ts";
import { initialSyncState, type SyncState } from "../model/sync-state.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";
import type { RepoStore } from "../ports/repo-store.ts";
import { requestedAt } from "../run/ending.ts";

/** Stores another token and makes the repository due: a wait for the old token no longer counts. */
export async function setToken(
  options: ResolvedSyncOptions,
  repositoryId: string,
  encryptedToken: string | null,
): Promise<boolean> {
  if (encryptedToken !== null) checkValue("encryptedToken", encryptedToken, mustBeString);
  return updateAndMakeDue(options, repositoryId, { encryptedToken });
}

/**
 * Switches a repository on again and makes it due: it may have a new token that no run has tried.
 * A repository that is on is made due too, because an earlier call may have failed half-way. A run
 * in progress continues.
 */
export async function resume(options: ResolvedSyncOptions, repositoryId: string): Promise<boolean> {
  const { store, github } = options;
  const read = await store.getRepository(repositoryId);
  if (!read) return false;
  if (!read.repository.active) return updateAndMakeDue(options, repositoryId, { active: true });
  const now = github.now();
  await store.requestRun(repositoryId, { at: requestedAt(read.state, now), now });
  return true;
}

/**
 * Changes a repository and makes it due at once. Takes the lease from a run in progress: at its end
 * the run would overwrite when the repository is due.
 *
 * @returns false if there is no such repository. An inactive one changes, but does not become due.
 */
async function updateAndMakeDue(
  options: ResolvedSyncOptions,
  repositoryId: string,
  changes: Parameters<RepoStore["updateRepository"]>[1],
): Promise<boolean> {
  const changed = await options.store.updateRepository(repositoryId, changes);
  if (changed) await commitState(options, repositoryId, dueNow);
  return changed !== undefined;
}

function dueNow({ status }: SyncState): Partial<SyncState> {
  const stopped = { status: "partial", reason: "stopped" } as const;
  return { nextAttemptAt: undefined, ...(status === "syncing" && stopped) };
}

type Change = (state: SyncState) => Partial<SyncState>;
type Options = Pick<ResolvedSyncOptions, "store" | "owner" | "leaseMs" | "github">;

/** Each failed try means that another writer succeeded. */
const maxTries = 20;

/**
 * Changes a repository's state between runs. A run in progress loses its lease and writes nothing
 * more.
 *
 * @returns false if there is no such repository, or if it is inactive
 */
export async function commitState(
  options: Options,
  repositoryId: string,
  change: Change,
): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await commitOnce(options, repositoryId, change);
    } catch (error) {
      // Another writer took the lease first.
      const isOvertaken = isGhsyncError(error) && error.code === "lease_lost";
      if (!isOvertaken || tries === maxTries) throw error;
    }
  }
}

async function commitOnce(
  { store, owner, leaseMs: ttlMs, github }: Options,
  repositoryId: string,
  change: Change,
): Promise<boolean> {
  const { now, log } = github;
  const request = { repositoryId, owner, ttlMs, now: now(), takeOver: true };
  const lease = await store.acquireLease(request);
  if (!lease) return false;
  try {
    const read = await store.readState(repositoryId);
    if (!read) return false;
    await store.commitPage(lease, { revision: read.revision, state: change(read.state) });
    return true;
  } finally {
    // The change is committed already, and the lease expires.
    await store.releaseLease(lease).catch((error: unknown) => log.warn(String(error)));
  }
}

/**
 * The state of a repository whose next run starts the first full sync again. Pure. It names every
 * key, because a key that is absent from a patch stays. It keeps the API root, because the stored
 * records and their ids stay.
 */
export function resetState({ checkpoint: { apiRoot } }: SyncState): {
  readonly [K in keyof Required<SyncState>]: SyncState[K];
} {
  return {
    reason: undefined,
    lastAttemptAt: undefined,
    lastSuccessAt: undefined,
    lastSyncAt: undefined,
    historyCompletedAt: undefined,
    nextAttemptAt: undefined,
    progress: undefined,
    usage: undefined,
    lastSyncError: undefined,
    ...initialSyncState,
    checkpoint: {
      ...initialSyncState.checkpoint,
      ...(apiRoot !== undefined && { apiRoot }),
      reread: true,
    },
  };
}

import { isGhsyncError } from "../model/ghsync-error.ts";
import { requireText } from "../model/option-checks.ts";
import { initialSyncState, type SyncState } from "../model/sync-state.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";
import type { RepoStore } from "../ports/repo-store.ts";
import { requestedAt } from "../run/ending.ts";

/** Stores another token, and makes the repository due: what the old one was refused says nothing of this one. */
export async function setToken(
  options: ResolvedSyncOptions,
  repositoryId: string,
  encryptedToken: string | null,
): Promise<boolean> {
  if (encryptedToken !== null) requireText("encryptedToken", encryptedToken);
  return updateAndMakeDue(options, repositoryId, { encryptedToken });
}

/**
 * Switches a repository on again, and makes it due: a token that it got meanwhile has not been tried. Idempotent: one that is on is made
 * due too, because an earlier call may have failed half-way. A run in progress goes on.
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
 * Changes a repository, and makes it due at once. A run under way is overtaken: it would say at its end when the repository is due.
 *
 * @returns false if there is no such repository. One that is inactive is changed, and stays as due as it was.
 */
export async function updateAndMakeDue(
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

/** Each time, somebody else has come further. */
const mostTries = 20;

/**
 * Changes a repository's state between runs. A run under way is overtaken, and writes nothing more.
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
      // Somebody else has changed the repository at the same moment.
      const isOvertaken = isGhsyncError(error) && error.code === "lease_lost";
      if (!isOvertaken || tries === mostTries) throw error;
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
    // What is done is done: the lease ends by itself.
    await store.releaseLease(lease).catch((error: unknown) => log.warn(String(error)));
  }
}

/**
 * The state of a repository whose next run begins with the first full sync. Each key by name: what is absent from a patch stays. Its
 * records stay too, and so the API that their ids belong to. Pure.
 */
export function forgottenState({ checkpoint: { apiRoot } }: SyncState): {
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

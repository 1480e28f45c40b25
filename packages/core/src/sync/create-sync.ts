import { parseRepositoryName } from "../github/repository-name.ts";
import type { TrackedRepository, TrackRepositoryInput } from "../ports/repository.ts";
import type { SyncState } from "../ports/sync-state.ts";
import type { SyncRunOptions } from "./run-sync.ts";
import { resolveSyncOptions, type SyncOptions } from "./sync-options.ts";
import type { SyncOutcome } from "./sync-outcome.ts";
import { syncRepositoryHistory, syncRepositoryIncremental } from "./sync-repository.ts";

/** ghsync, bound to the host's ports. */
export interface Sync {
  /** Starts to track a repository. Idempotent. @throws GhsyncError `config_invalid` for a malformed name */
  trackRepository(input: TrackRepositoryInput): Promise<TrackedRepository>;
  /** Brings a repository up to date; see {@link syncRepositoryIncremental}. */
  syncRepository(repositoryId: string, run?: SyncRunOptions): Promise<SyncOutcome>;
  /** The first full sync before what changed since; see {@link syncRepositoryHistory}. */
  syncRepositoryHistory(repositoryId: string, run?: SyncRunOptions): Promise<SyncOutcome>;
  /** Where a repository stands; `undefined` if it is not tracked. */
  getState(repositoryId: string): Promise<SyncState | undefined>;
}

/**
 * Binds ghsync to a store and a token decryptor.
 *
 * @throws GhsyncError `config_invalid`, now rather than at the first run
 * @example
 * const sync = createSync({ store: createPrismaStore(prisma), decryptor });
 * const repository = await sync.trackRepository({ fullName: "octokit/core.js", encryptedToken });
 * const outcome = await sync.syncRepository(repository.id);
 */
export function createSync(options: SyncOptions): Sync {
  // One owner and one set of defaults for all runs of this instance.
  const resolved = resolveSyncOptions(options);
  return {
    async trackRepository(input) {
      parseRepositoryName(input.fullName);
      return resolved.store.trackRepository(input);
    },
    syncRepository: (repositoryId, run) => syncRepositoryIncremental(resolved, repositoryId, run),
    syncRepositoryHistory: (repositoryId, run) =>
      syncRepositoryHistory(resolved, repositoryId, run),
    async getState(repositoryId) {
      return (await resolved.store.getRepository(repositoryId))?.state;
    },
  };
}

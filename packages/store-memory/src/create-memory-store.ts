import type { RepoStore, ScheduleStore } from "@ghsync/core";
import { catalogue } from "./catalogue.ts";
import { credentialBlocks, leases } from "./leases.ts";
import type { StoredPullRequest } from "./merge-snapshot.ts";
import { records } from "./records.ts";
import type { RepositoryEntry } from "./repository-entry.ts";
import { schedules } from "./schedules.ts";

/** A {@link RepoStore} that can show what it holds, with its companion for schedules. */
export interface MemoryStore extends RepoStore {
  /** The schedules and slots of a scheduler without tables of its own. */
  readonly schedules: ScheduleStore;
  /** The stored pull requests of a repository by ascending number; none if it is not tracked. */
  pullRequests(repositoryId: string): readonly StoredPullRequest[];
}

/**
 * Creates the reference store: everything in Maps, gone with the process. Each method does its work in one turn of the
 * event loop, hence atomically. Values are copied on their way in and out.
 *
 * @example
 * ```ts
 * const store = createMemoryStore();
 * const { id } = await store.trackRepository({ fullName: "octokit/core.js" });
 * ```
 */
export function createMemoryStore(): MemoryStore {
  const entries = new Map<string, RepositoryEntry>();
  return {
    ...catalogue(entries),
    ...leases(entries),
    ...records(entries),
    ...credentialBlocks(),
    schedules: schedules(),
    pullRequests(repositoryId) {
      const stored = entries.get(repositoryId)?.pullRequests.values() ?? [];
      return [...stored]
        .sort((a, b) => a.snapshot.pullRequest.number - b.snapshot.pullRequest.number)
        .map((pullRequest) => structuredClone(pullRequest));
    },
  };
}

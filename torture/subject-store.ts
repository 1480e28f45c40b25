import type { PullRequestSnapshot, RepoStore } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";

/** A store, and a way to read back what is in it. */
export interface SubjectStore {
  readonly store: RepoStore;
  pullRequests(repositoryId: string): Promise<readonly PullRequestSnapshot[]>;
  close(): Promise<void>;
}

export async function createMemorySubject(): Promise<SubjectStore> {
  const store = createMemoryStore();
  return {
    store,
    pullRequests: async (id) => store.pullRequests(id).map(({ snapshot }) => snapshot),
    close: async () => undefined,
  };
}

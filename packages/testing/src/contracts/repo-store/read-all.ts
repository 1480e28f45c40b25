import type { RepoStore } from "@ghsync/core";
import { readRows } from "./read-rows.ts";
import type { RepoStoreSubject } from "./repo-store-subject.ts";

const numbers = [1, 2, 3, 4, 5];

/** All that is stored of a repository and of its pull requests up to #5: equal before and after whatever writes nothing. */
export async function readAll(subject: RepoStoreSubject, repositoryId: string) {
  const { store } = subject;
  return {
    state: await store.readState(repositoryId),
    pullRequests: byNumber(await store.readPullRequestStates(repositoryId, numbers)),
    dirty: await readDirty(store, repositoryId),
    rows: await readRows(subject, repositoryId),
  };
}

/** The entries of the dirty list with numbers up to 5, in their order. */
export async function readDirty(store: RepoStore, repositoryId: string) {
  return byNumber(await store.readDirty(repositoryId, numbers));
}

function byNumber<T extends { readonly number: number }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => a.number - b.number);
}

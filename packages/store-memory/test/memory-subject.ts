import { childKinds } from "@ghsync/core";
import type { RepoStoreSubject, StoredRow } from "@ghsync/testing/contracts";
import { createMemoryStore, type MemoryStore } from "../src/index.ts";
import type { StoredPullRequest } from "../src/merge-snapshot.ts";

/** A memory store for the contract. There is one handle onto a Map: the store itself. */
export function createMemorySubject(): RepoStoreSubject & { readonly store: MemoryStore } {
  const store = createMemoryStore();
  return {
    store,
    connect: () => store,
    readRows: async (repositoryId) => store.pullRequests(repositoryId).flatMap(rowsOf),
  };
}

function rowsOf({ snapshot, revision, childRevisions }: StoredPullRequest): StoredRow[] {
  const { pullRequest, truncated, unread, children } = snapshot;
  const pullRequestNumber = pullRequest.number;
  const childRows = childKinds.flatMap((table) =>
    (children[table] ?? []).map((record) => {
      const key = "sha" in record ? record.sha : "id" in record ? record.id : record.path;
      const row = { table, pullRequestNumber, record, revision: childRevisions[table]?.get(key) };
      return row as StoredRow;
    }),
  );
  return [
    { table: "pullRequests", pullRequestNumber, revision, record: pullRequest, truncated, unread },
    ...childRows,
  ];
}

import {
  type ChildKind,
  childKinds,
  type PullRequestSnapshot,
  type RepoStore,
  type TrackedRepository,
} from "@ghsync/core";
import type { RepoStoreSubject, StoredRow } from "./repo-store-subject.ts";

/** The rows of a repository, sorted, with equal ones written equally. */
export async function readRows(
  subject: RepoStoreSubject,
  repositoryId: string,
): Promise<StoredRow[]> {
  const rows = await subject.readRows(repositoryId);
  return rows.map(plain).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Those of one table. */
export async function readTable<T extends StoredRow["table"]>(
  subject: RepoStoreSubject,
  repositoryId: string,
  table: T,
): Promise<Extract<StoredRow, { table: T }>[]> {
  const rows = await readRows(subject, repositoryId);
  return rows.filter((row): row is Extract<StoredRow, { table: T }> => row.table === table);
}

/** The rows, as `readRows` gives them, that snapshots become when they are the first of their numbers. */
export function rowsOf(
  revision: number,
  ...snapshots: readonly PullRequestSnapshot[]
): StoredRow[] {
  const rows = snapshots.flatMap(({ pullRequest, children, truncated, unread }): StoredRow[] => {
    const of = { pullRequestNumber: pullRequest.number, revision };
    const ofKind = (table: ChildKind) =>
      (children[table] ?? []).map((record) => ({ ...of, table, record }) as StoredRow);
    const own = { ...of, table: "pullRequests" as const, record: pullRequest, truncated, unread };
    return [own, ...childKinds.flatMap(ofKind)];
  });
  return rows.map(plain).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Table, pull request, and the key of a child among its siblings. */
export function keyOf(row: StoredRow): string {
  const { table, pullRequestNumber } = row;
  const own =
    table === "files" ? row.record.path : table === "commits" ? row.record.sha : row.record.id;
  return `${table} of #${pullRequestNumber}: ${own}`;
}

function plain({ hostValue, ...row }: StoredRow): StoredRow {
  const sorted =
    row.table === "pullRequests"
      ? { ...row, truncated: [...row.truncated].sort(), unread: [...row.unread].sort() }
      : row;
  return hostValue === undefined ? sorted : { ...sorted, hostValue };
}

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

export type RepositoryPage = Parameters<RepoStore["listRepositories"]>[0];

/** A page of repositories, without how they stand. */
export async function listTracked(
  store: RepoStore,
  page: RepositoryPage,
): Promise<TrackedRepository[]> {
  return (await store.listRepositories(page)).map(({ repository }) => repository);
}

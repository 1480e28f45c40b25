import { type ChildKind, childKinds, type PullRequestSnapshot } from "@ghsync/core";
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

/** Table, pull request, and what tells a child from its siblings. */
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

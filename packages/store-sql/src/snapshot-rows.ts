import { hash } from "node:crypto";
import {
  type Actor,
  type ChildKind,
  type PullRequest,
  type PullRequestChildren,
  type RowPart,
  rowParts,
  type SnapshotPart,
  type SnapshotToStore,
  toJson,
} from "@ghsync/core";
import { cleanText } from "./clean-value.ts";
import { cleanColumn, type Row } from "./dialect.ts";
import { actors, type ChildTable, children, type RecordTable } from "./tables.ts";

/** The fields of a pull request's row, but for those that depend on what is stored. */
export function pullRequestRow({ snapshot, seen }: SnapshotToStore): Row {
  const { author, mergedBy, milestone, linkedIssues, ...own } = snapshot.pullRequest;
  return {
    ...own,
    ...personOf("author", author),
    ...personOf("mergedBy", mergedBy),
    ...milestoneOf(milestone),
    labels: own.labels.map(toJson),
    assignees: own.assignees.map(withoutDetails),
    requestedReviewers: own.requestedReviewers.map((reviewer) =>
      reviewer.kind === "team" ? reviewer : { kind: reviewer.kind, ...withoutDetails(reviewer) },
    ),
    linkedIssues: linkedIssues?.map(toJson) ?? null,
    seen: toJson(seen),
    readAt: snapshot.readAt,
  };
}

/** The fields that hold a part of the row. */
const fieldsOf: { readonly [P in RowPart]: readonly string[] } = {
  author: ["authorId", "authorLogin"],
  mergedBy: ["mergedById", "mergedByLogin"],
  milestone: ["milestoneNumber", "milestoneTitle", "milestoneState", "milestoneDueOn"],
  mergeCommitSha: ["mergeCommitSha"],
  headRepository: ["headRepository"],
  labels: ["labels"],
  assignees: ["assignees"],
  requestedReviewers: ["requestedReviewers"],
  linkedIssues: ["linkedIssues"],
};

/** The fields of parts that a snapshot does not know: a stored row keeps its own. */
export function keptFields(
  { linkedIssues }: PullRequest,
  unread: readonly SnapshotPart[],
): readonly string[] {
  return rowParts
    .filter((part) => unread.includes(part) || (part === "linkedIssues" && linkedIssues === null))
    .flatMap((part) => fieldsOf[part]);
}

/** A snapshot's rows in one child table, each key once. The last one of a key stays. */
export function childRows(table: ChildTable, { snapshot }: SnapshotToStore): readonly Row[] {
  const { number, state, requestedReviewers } = snapshot.pullRequest;
  if (table === "reviewRequests") {
    // An index of what is awaited. The pull request's own row holds the list itself.
    const awaited = state === "open" ? requestedReviewers : [];
    return unique(
      children[table],
      awaited.map((reviewer) => ({
        number,
        kind: reviewer.kind,
        reviewer: reviewer.kind === "team" ? reviewer.slug : reviewer.login,
      })),
    );
  }
  return rowsOf(table, number, snapshot.children[table] ?? []);
}

function rowsOf<K extends ChildKind>(
  kind: K,
  number: number,
  records: readonly PullRequestChildren[K][],
): readonly Row[] {
  return unique(
    children[kind],
    records.map((record) => ({ number, ...rowOf[kind](record) })),
  );
}

const rowOf: { readonly [K in ChildKind]: (child: PullRequestChildren[K]) => Row } = {
  reviews: ({ author, ...review }) => ({ ...review, ...personOf("author", author) }),
  reviewComments: ({ author, ...comment }) => ({ ...comment, ...personOf("author", author) }),
  comments: ({ author, ...comment }) => ({ ...comment, ...personOf("author", author) }),
  commits: ({ author, committer, ...commit }) => ({
    ...commit,
    ...personOf("author", author),
    ...personOf("committer", committer),
  }),
  // A path can be longer than any index allows.
  files: (file) => ({
    ...file,
    pathHash: hash("sha256", cleanText(file.path), "buffer").subarray(0, 16),
  }),
};

/** The people of snapshots, each once, as the latest snapshot shows them. */
export function actorRows(snapshots: readonly SnapshotToStore[]): readonly Row[] {
  const inOrder = snapshots
    .map(({ snapshot }) => snapshot)
    .toSorted((a, b) => a.readAt.getTime() - b.readAt.getTime());
  const people = inOrder.flatMap(({ pullRequest, children: { files, ...kinds } }) => [
    pullRequest.author,
    pullRequest.mergedBy,
    ...pullRequest.assignees,
    ...pullRequest.requestedReviewers.flatMap((one) => (one.kind === "actor" ? [one] : [])),
    ...Object.values(kinds).flatMap((records = []) =>
      records.flatMap((record) =>
        "committer" in record ? [record.author, record.committer] : [record.author],
      ),
    ),
  ]);
  // Most people are there many times: each is cleaned once.
  const latest = new Map(
    people.map((person) => [person && `${person.id} ${person.login}`, person]),
  );
  const rows = [...latest.values()]
    .filter((person) => person !== null)
    .map(({ id, login, avatarUrl, type }) => ({ id: id ?? 0, login, avatarUrl, type }));
  // Sorted, so that writers never wait for each other in a circle.
  return unique(actors, rows).toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
}

function isBefore(a: Row, b: Row): boolean {
  const [one, other] = [a, b].map(({ id }) => Number(id)) as [number, number];
  return one === other ? String(a.login) < String(b.login) : one < other;
}

/** Cleans rows, and keeps the last of each key. */
export function unique(table: RecordTable, rows: readonly Row[]): readonly Row[] {
  const columns = table.columns;
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const clean: Record<string, unknown> = {};
    for (const { field, type } of columns) clean[field] = cleanColumn(type, row[field]);
    byKey.set(table.key.map((field) => keyText(clean[field])).join("\0"), clean);
  }
  return [...byKey.values()];
}

function keyText(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : String(value);
}

function personOf(field: string, person: Actor | null): Row {
  return { [`${field}Id`]: person?.id ?? null, [`${field}Login`]: person?.login ?? null };
}

function withoutDetails({ id, login }: Actor) {
  return { id, login };
}

function milestoneOf(milestone: PullRequest["milestone"]): Row {
  return {
    milestoneNumber: milestone?.number ?? null,
    milestoneTitle: milestone?.title ?? null,
    milestoneState: milestone?.state ?? null,
    milestoneDueOn: milestone?.dueOn ?? null,
  };
}

/** Whether different paths are stored as one, so that files are missing. */
export function collapses({ snapshot }: SnapshotToStore): boolean {
  const paths = new Set((snapshot.children.files ?? []).map(({ path }) => path));
  return new Set([...paths].map(cleanText)).size < paths.size;
}

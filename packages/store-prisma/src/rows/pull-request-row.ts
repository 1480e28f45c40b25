import {
  type ChildKind,
  fromJson,
  type Json,
  type Milestone,
  type PullRequest,
  type PullRequestState,
  type RowPart,
  rowParts,
  type SnapshotPart,
  type StreamStamps,
  toJson,
} from "@ghsync/core";
import { actorColumns } from "./actor-columns.ts";

/** The columns that core asks back. */
export type PullRequestStateRow = Omit<PullRequestState, "seen" | "truncated" | "unread"> & {
  readonly seen: unknown;
  readonly truncated: unknown;
  readonly unread: unknown;
};

/** The columns of a pull request, key included. */
export function pullRequestRow({
  author,
  mergedBy,
  milestone,
  linkedIssues,
  ...pullRequest
}: PullRequest) {
  return {
    ...pullRequest,
    ...actorColumns("author", author),
    ...actorColumns("mergedBy", mergedBy),
    ...milestoneColumns(milestone),
    labels: list(pullRequest.labels),
    assignees: list(pullRequest.assignees),
    requestedReviewers: list(pullRequest.requestedReviewers),
    // Left out where unknown: never known to unknown, and the column starts as NULL.
    ...(linkedIssues && { linkedIssues: list(linkedIssues) }),
  };
}

/** What core needs to judge whether a read is newer. */
export function toPullRequestState(row: PullRequestStateRow): PullRequestState {
  const { number, updatedAt, headSha, baseSha, readAt } = row;
  const seen = fromJson<StreamStamps>(row.seen);
  const truncated = fromJson<readonly ChildKind[]>(row.truncated);
  const unread = fromJson<readonly SnapshotPart[]>(row.unread);
  return { number, updatedAt, headSha, baseSha, readAt, seen, truncated, unread };
}

/** The columns that hold a part of the row. */
const columnsOf: { readonly [P in RowPart]: (row: PullRequest) => object } = {
  author: ({ author }) => actorColumns("author", author),
  mergedBy: ({ mergedBy }) => actorColumns("mergedBy", mergedBy),
  milestone: ({ milestone }) => milestoneColumns(milestone),
  mergeCommitSha: ({ mergeCommitSha }) => ({ mergeCommitSha }),
  headRepository: ({ headRepository }) => ({ headRepository }),
  labels: ({ labels }) => ({ labels }),
  assignees: ({ assignees }) => ({ assignees }),
  requestedReviewers: ({ requestedReviewers }) => ({ requestedReviewers }),
  linkedIssues: ({ linkedIssues }) => ({ linkedIssues }),
};

/** The columns of parts that GitHub did not give: where the row is stored, they are left alone. */
export function unreadColumns(
  pullRequest: PullRequest,
  unread: readonly SnapshotPart[],
): ReadonlySet<string> {
  const parts = rowParts.filter((part) => unread.includes(part));
  return new Set(parts.flatMap((part) => Object.keys(columnsOf[part](pullRequest))));
}

// Columns rather than JSON: SQL can ask for a milestone, and a nullable JSON column cannot be set back to NULL without a value
// imported from the host's own generated client.
function milestoneColumns(milestone: Milestone | null) {
  return {
    milestoneNumber: milestone?.number ?? null,
    milestoneTitle: milestone?.title ?? null,
    milestoneState: milestone?.state ?? null,
    milestoneDueOn: milestone?.dueOn ?? null,
  };
}

function list(items: readonly object[]): readonly Json[] {
  return items.map(toJson);
}

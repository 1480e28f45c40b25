import {
  type ChildKind,
  type PullRequestChildren,
  type SnapshotToStore,
  toJson,
} from "@ghsync/core";
import type { ChildTable } from "../page-tables.ts";
import {
  commentRow,
  commitRow,
  fileRow,
  reviewCommentRow,
  reviewRequestRow,
  reviewRow,
} from "./child-row.ts";
import { cleanNumbers, cleanValue } from "./clean-value.ts";
import { pullRequestRow } from "./pull-request-row.ts";
import type { Row } from "./row.ts";

const childRow: { readonly [K in ChildKind]: (child: PullRequestChildren[K]) => Row } = {
  reviews: reviewRow,
  reviewComments: reviewCommentRow,
  comments: commentRow,
  commits: commitRow,
  files: fileRow,
};

/** The pull request's own columns, but for those that depend on what is stored. */
export function ownRow({ snapshot, seen }: SnapshotToStore): Row & { readonly number: number } {
  return cleanNumbers(cleanValue({ ...pullRequestRow(snapshot.pullRequest), seen: toJson(seen) }));
}

/** A snapshot's rows in one of the children's tables. */
export function childRows(table: ChildTable, { snapshot }: SnapshotToStore): readonly Row[] {
  const { pullRequest, children } = snapshot;
  const { number: pullRequestNumber, state, requestedReviewers } = pullRequest;
  if (table === "reviewRequests") {
    // An index of what is open, by reviewer. The pull request's own row holds the list itself.
    const awaited = state === "open" ? requestedReviewers.map(reviewRequestRow) : [];
    return awaited.map((row) => cleanValue({ pullRequestNumber, ...row }));
  }
  return rowsOf(table, pullRequestNumber, children[table] ?? []);
}

function rowsOf<K extends ChildKind>(
  kind: K,
  pullRequestNumber: number,
  children: readonly PullRequestChildren[K][],
): Row[] {
  return children.map((child) =>
    cleanNumbers({ pullRequestNumber, ...childRow[kind](cleanValue(child)) }),
  );
}

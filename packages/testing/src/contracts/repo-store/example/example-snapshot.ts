import type { PullRequest, PullRequestSnapshot } from "@ghsync/core";
import { at } from "../../at.ts";
import { exampleChildren } from "./example-children.ts";
import { examplePullRequest } from "./example-pull-request.ts";

/**
 * A pull request with one child of each kind. Children have the URL that GitHub gives them: that of
 * the pull request, with an anchor of kind and id.
 */
export function exampleSnapshot(
  number: number,
  changes: {
    readonly pullRequest?: Partial<PullRequest>;
    readonly children?: Partial<PullRequestSnapshot["children"]>;
    readonly truncated?: PullRequestSnapshot["truncated"];
    readonly unread?: PullRequestSnapshot["unread"];
    readonly readAt?: Date;
  } = {},
): PullRequestSnapshot {
  const { reviews, reviewComments, comments, commits, files } = exampleChildren;
  const children = {
    reviews: [reviews],
    reviewComments: [reviewComments],
    comments: [comments],
    commits: [commits],
    files: [files],
    ...changes.children,
  };
  const { url } = examplePullRequest(number);
  const anchored = <R extends { readonly id: number }>(
    records: readonly R[] | undefined,
    anchor: string,
  ) => records?.map((record) => ({ ...record, url: `${url}#${anchor}${record.id}` }));
  return {
    pullRequest: examplePullRequest(number, changes.pullRequest),
    children: {
      ...children,
      reviews: anchored(children.reviews, "pullrequestreview-"),
      reviewComments: anchored(children.reviewComments, "discussion_r"),
      comments: anchored(children.comments, "issuecomment-"),
    },
    truncated: changes.truncated ?? [],
    unread: changes.unread ?? [],
    readAt: changes.readAt ?? at(5),
  };
}

/** Snapshots as a page wants them. */
export const toStore = (...snapshots: readonly PullRequestSnapshot[]) => ({
  snapshots: snapshots.map((snapshot) => ({ snapshot, seen: { issues: at(2) } })),
});

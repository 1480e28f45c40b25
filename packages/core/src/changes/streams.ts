import { number, optional, record, type Shape } from "../github/shape.ts";
import type { StreamName } from "../model/sync-state.ts";
import { type AscendingList, walkAscending } from "./ascending-walk.ts";
import type { ChangeStream, StampedRow } from "./change-stream.ts";
import { walkDescending } from "./descending-walk.ts";
import { numberAt, pageAddress, requireSame, stamp } from "./listed-rows.ts";

/**
 * Pull requests by the issue's clock, which titles, labels, comments and states move. Skips plain
 * issues. GitHub docs: REST "Issues", "List repository issues".
 */
export const issuesStream = ascendingStream("issues", {
  path: "issues",
  parameters: { state: "all", sort: "updated", direction: "asc" },
  read: (value, at) => parseIssue(value, at),
});

const pullAddress = numberAt(/\/pulls\/(\d+)$/);

const issueRow = record({
  number,
  updated_at: stamp,
  html_url: pageAddress,
  // Only a pull request's row has it. Old media types have it with nulls.
  pull_request: optional(record({ url: optional(pullAddress) })),
});

/** Throws for a row whose fields disagree whether it is a pull request. */
const parseIssue: Shape<StampedRow> = (value, at) => {
  const { number, updated_at, html_url: page, pull_request } = issueRow(value, at);
  const pull = pull_request?.url ?? null;
  requireSame(number, page.number, `${at}.html_url`);
  requireSame(page.isPull ? number : null, pull, `${at}.pull_request.url`);
  return { number: page.isPull ? number : undefined, stamp: updated_at };
};

/**
 * Pull requests by their own clock. Reviews and pushes may move only this one. The list takes no
 * `since`.
 */
export const pullsStream: ChangeStream = {
  name: "pulls",
  read(client, target, checkpoint, options) {
    // Each row embeds two repositories, so 50 rows are about a megabyte.
    const pageSize = Math.min(options.pageSize ?? 50, 50);
    return walkDescending(client, target, checkpoint, { ...options, pageSize });
  },
};

/**
 * Conversation comments by their own clock: editing a comment may move nothing else. Skips those of
 * plain issues. GitHub docs: REST "Issue comments", "List issue comments for a repository".
 */
export const commentsStream = ascendingStream("comments", {
  path: "issues/comments",
  parameters: { sort: "updated", direction: "asc" },
  read: (value, at) => parseComment(value, at),
});

/**
 * Review comments by their own clock. GitHub docs: REST "Pull request review comments", "List
 * review comments in a repository".
 */
export const reviewCommentsStream = ascendingStream("reviewComments", {
  path: "pulls/comments",
  parameters: { sort: "updated", direction: "asc" },
  read: (value, at) => parseReviewComment(value, at),
});

/** `issue_url` is `.../issues/12` for both. Only `html_url` shows whether it is a pull request. */
const commentRow = record({
  updated_at: stamp,
  issue_url: numberAt(/\/issues\/(\d+)$/),
  html_url: pageAddress,
});

const parseComment: Shape<StampedRow> = (value, at) => {
  const { updated_at, issue_url, html_url: page } = commentRow(value, at);
  requireSame(issue_url, page.number, `${at}.html_url`);
  return { number: page.isPull ? page.number : undefined, stamp: updated_at };
};

const reviewCommentRow = record({
  updated_at: stamp,
  pull_request_url: pullAddress,
  html_url: pageAddress,
});

const parseReviewComment: Shape<StampedRow> = (value, at) => {
  const { updated_at, pull_request_url, html_url: page } = reviewCommentRow(value, at);
  requireSame(pull_request_url, page.number, `${at}.html_url`);
  return { number: pull_request_url, stamp: updated_at };
};

/** Creates a stream of a repository's list that GitHub orders by update, oldest first. */
function ascendingStream(name: StreamName, list: AscendingList): ChangeStream {
  return {
    name,
    read(client, target, checkpoint, options) {
      const path = `/repositories/${target.githubId}/${list.path}`;
      return walkAscending(client, target, { ...list, path }, checkpoint, options);
    },
  };
}

/** The streams that a run reads, in this order. None of them is complete alone. */
export const changeStreams: readonly ChangeStream[] = [
  issuesStream,
  pullsStream,
  commentsStream,
  reviewCommentsStream,
];

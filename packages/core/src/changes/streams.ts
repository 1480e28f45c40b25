import { walkAscending } from "./ascending-walk.ts";
import type { ChangeStream, StampedRow } from "./change-stream.ts";
import { walkDescending } from "./descending-walk.ts";
import { badField, instantIn, numberAt, numberIn, type RawRow } from "./listed-rows.ts";

/**
 * The issue rows behind pull requests: everything that moves the issue's clock, such as titles, labels, comments, states.
 * Plain issues are passed over. GitHub docs: REST "Issues", "List repository issues".
 */
export const issuesStream: ChangeStream = {
  name: "issues",
  read(client, target, checkpoint, options) {
    return walkAscending(
      client,
      target,
      {
        path: `/repositories/${target.githubId}/issues`,
        parameters: { state: "all", sort: "updated", direction: "asc" },
        read: readIssue,
      },
      checkpoint,
      options,
    );
  },
};

function readIssue(row: RawRow): StampedRow {
  const number = numberIn(row);
  const stamp = instantIn(row, "updated_at");
  const { pull_request: part = null } = row;
  if (typeof part !== "object" || Array.isArray(part)) throw badField(row, "pull_request");
  // Present on a pull request's row alone; old media types have it with nulls.
  const { url = null } = (part ?? {}) as RawRow;
  if (part === null || url === null) return { number: undefined, stamp };
  numberAt(part as RawRow, "url", /\/pulls\/(\d+)$/, number);
  return { number, stamp };
}

/** Pull requests by their own clock, which reviews and pushes may move alone. The list takes no `since`. */
export const pullsStream: ChangeStream = {
  name: "pulls",
  read(client, target, checkpoint, options) {
    // Each row embeds two repositories: fifty are a megabyte.
    const pageSize = Math.min(options.pageSize ?? 50, 50);
    return walkDescending(client, target, checkpoint, { ...options, pageSize });
  },
};

/**
 * Conversation comments by their own clock: an edit of a comment may move nothing else. Those of plain issues are passed over.
 * GitHub docs: REST "Issue comments", "List issue comments for a repository".
 */
export const commentsStream: ChangeStream = {
  name: "comments",
  read(client, target, checkpoint, options) {
    return walkAscending(
      client,
      target,
      {
        path: `/repositories/${target.githubId}/issues/comments`,
        parameters: { sort: "updated", direction: "asc" },
        read: readComment,
      },
      checkpoint,
      options,
    );
  },
};

/**
 * Review comments by their own clock. GitHub docs: REST "Pull request review comments", "List review comments in a
 * repository".
 */
export const reviewCommentsStream: ChangeStream = {
  name: "reviewComments",
  read(client, target, checkpoint, options) {
    return walkAscending(
      client,
      target,
      {
        path: `/repositories/${target.githubId}/pulls/comments`,
        parameters: { sort: "updated", direction: "asc" },
        read: readReviewComment,
      },
      checkpoint,
      options,
    );
  },
};

/** `issue_url` is `.../issues/12` for both; `html_url` is `.../pull/12#...` on a pull request, `.../issues/12#...` on a plain issue. */
function readComment(row: RawRow): StampedRow {
  const stamp = instantIn(row, "updated_at");
  const number = numberAt(row, "issue_url", /\/issues\/(\d+)$/);
  numberAt(row, "html_url", /\/(?:pull|issues)\/(\d+)(?:[#?]|$)/, number);
  const isPull = /\/pull\/\d+(?:[#?]|$)/.test(String(row.html_url));
  return { number: isPull ? number : undefined, stamp };
}

/** `pull_request_url` is `.../pulls/12`. */
function readReviewComment(row: RawRow): StampedRow {
  const number = numberAt(row, "pull_request_url", /\/pulls\/(\d+)$/);
  return { number, stamp: instantIn(row, "updated_at") };
}

/** The streams that a run reads, in this order: no one of them is trusted alone. */
export const changeStreams: readonly ChangeStream[] = [
  issuesStream,
  pullsStream,
  commentsStream,
  reviewCommentsStream,
];

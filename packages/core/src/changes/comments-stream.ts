import { walkAscending } from "./ascending-walk.ts";
import type { ChangeStream } from "./change-stream.ts";
import { instantIn, numberAt, type RawRow } from "./listed-rows.ts";
import type { StampedRow } from "./stamped-row.ts";

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

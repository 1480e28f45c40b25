import { walkAscending } from "./ascending-walk.ts";
import type { ChangeStream } from "./change-stream.ts";
import type { StampedRow } from "./stamped-row.ts";

interface CommentRow extends StampedRow {
  /** `.../issues/12` for plain issues and pull requests alike. */
  readonly issue_url: string;
  /** `.../pull/12#issuecomment-1` on a pull request, `.../issues/12#...` on a plain issue. */
  readonly html_url: string;
}

/**
 * Conversation comments by their own clock: an edit of a comment may move nothing else. Those of plain issues are passed over.
 * GitHub docs: REST "Issue comments", "List issue comments for a repository".
 */
export const commentsStream: ChangeStream = {
  name: "comments",
  read(client, { githubId }, checkpoint, options) {
    return walkAscending<CommentRow>(
      client,
      {
        path: `/repositories/${githubId}/issues/comments`,
        parameters: { sort: "updated", direction: "asc" },
        pullRequestOf: ({ html_url }) => numberIn(html_url, /\/pull\/(\d+)(?:[#?]|$)/),
      },
      checkpoint,
      options,
    );
  },
};

interface ReviewCommentRow extends StampedRow {
  /** `.../pulls/12`. */
  readonly pull_request_url: string;
}

/**
 * Review comments by their own clock. GitHub docs: REST "Pull request review comments", "List review comments in a
 * repository".
 */
export const reviewCommentsStream: ChangeStream = {
  name: "reviewComments",
  read(client, { githubId }, checkpoint, options) {
    return walkAscending<ReviewCommentRow>(
      client,
      {
        path: `/repositories/${githubId}/pulls/comments`,
        parameters: { sort: "updated", direction: "asc" },
        pullRequestOf: ({ pull_request_url }) => numberIn(pull_request_url, /\/pulls\/(\d+)$/),
      },
      checkpoint,
      options,
    );
  },
};

function numberIn(url: string, pattern: RegExp): number | undefined {
  const [, number] = pattern.exec(url) ?? [];
  return number === undefined ? undefined : Number(number);
}

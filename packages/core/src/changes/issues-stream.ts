import { walkAscending } from "./ascending-walk.ts";
import type { ChangeStream } from "./change-stream.ts";
import type { StampedRow } from "./stamped-row.ts";

interface IssueRow extends StampedRow {
  readonly number: number;
  /** Present on a pull request's row alone; old media types have it with nulls. */
  readonly pull_request?: { readonly url?: string | null } | null;
}

/**
 * The issue rows behind pull requests: everything that moves the issue's clock, such as titles, labels, comments, states.
 * Plain issues are passed over. GitHub docs: REST "Issues", "List repository issues".
 */
export const issuesStream: ChangeStream = {
  name: "issues",
  read(client, { githubId }, checkpoint, options) {
    return walkAscending<IssueRow>(
      client,
      {
        path: `/repositories/${githubId}/issues`,
        parameters: { state: "all", sort: "updated", direction: "asc" },
        pullRequestOf: (row) => (row.pull_request?.url ? row.number : undefined),
      },
      checkpoint,
      options,
    );
  },
};

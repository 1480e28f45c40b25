import { walkAscending } from "./ascending-walk.ts";
import type { ChangeStream } from "./change-stream.ts";
import { badField, instantIn, numberAt, numberIn, type RawRow } from "./listed-rows.ts";
import type { StampedRow } from "./stamped-row.ts";

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

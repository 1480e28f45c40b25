import type { ChangeStream } from "./change-stream.ts";
import { walkDescending } from "./descending-walk.ts";
import type { StampedRow } from "./stamped-row.ts";

interface PullRow extends StampedRow {
  readonly number: number;
}

/**
 * Pull requests by their own clock, which reviews and pushes may move alone. The list takes no `since`.
 * GitHub docs: REST "Pulls", "List pull requests".
 */
export const pullsStream: ChangeStream = {
  name: "pulls",
  read(client, { githubId }, checkpoint, options) {
    return walkDescending<PullRow>(
      client,
      {
        path: `/repositories/${githubId}/pulls`,
        parameters: { state: "all", sort: "updated", direction: "desc" },
        pullRequestOf: ({ number }) => number,
      },
      checkpoint,
      // Each row embeds two repositories: fifty are a megabyte.
      { ...options, pageSize: Math.min(options.pageSize ?? 50, 50) },
    );
  },
};

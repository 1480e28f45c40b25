import type { DescendingList } from "./descending-walk.ts";
import type { StampedRow } from "./stamped-row.ts";

/** A row of GitHub's list of pull requests, as far as it tells what may have changed. */
export interface PullRow extends StampedRow {
  readonly number: number;
  readonly created_at: string;
}

/** Where GitHub lists a repository's pull requests. GitHub docs: REST "Pulls", "List pull requests". */
export function pullsPath(githubId: number): string {
  return `/repositories/${githubId}/pulls`;
}

/** That list by the pull requests' own clock, newest update first. */
export function pullsByUpdate(githubId: number): DescendingList<PullRow> {
  return {
    path: pullsPath(githubId),
    parameters: { state: "all", sort: "updated", direction: "desc" },
    pullRequestOf: ({ number }) => number,
  };
}

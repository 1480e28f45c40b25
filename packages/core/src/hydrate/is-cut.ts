import type { PullRequestSnapshot } from "../records/snapshot.ts";

/** Commits at which REST ends its list, and GraphQL does not. GitHub docs: REST "Pulls", "List commits on a pull request". */
export const mostCommitsByRest = 250;

/** Whether REST ended the list of commits before its end: GraphQL can show all of it. Pure. */
export function isCut({ children, truncated }: PullRequestSnapshot): boolean {
  return truncated.includes("commits") && children.commits?.length === mostCommitsByRest;
}

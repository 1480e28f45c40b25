import type { ChildKind, PullRequestSnapshot } from "../records/snapshot.ts";
import { mostCommitsByRest } from "./is-cut.ts";

/** Where GitHub itself may end a list. GitHub docs: REST "Pulls", "List commits", "List pull requests files". */
const caps: { readonly [K in ChildKind]?: number } = { commits: mostCommitsByRest, files: 3000 };

/** Whether a list is shorter than GitHub counts, and not for GitHub's cap: another read may have all of it. Pure. */
export function isShort({ children, truncated }: PullRequestSnapshot): boolean {
  return truncated.some(
    (kind) => (children[kind]?.length ?? 0) < (caps[kind] ?? Number.POSITIVE_INFINITY),
  );
}

import type { Commit, PullRequest, TruthNode } from "./records.ts";

/**
 * Where records come from that are made only when they are read. Until a verb wants to change
 * a pull request, what hangs below it may be made, forgotten and made again, always the same.
 */
export interface Origin {
  /** Makes what hangs below a pull request for good, as verbs would have, so that it can be changed. */
  settle(pull: PullRequest): void;
  /** The record of this node id, if it comes from here and still exists. */
  node(nodeId: string): TruthNode | undefined;
  /** The commit of this sha, if it comes from here. */
  commit(sha: string): Commit | undefined;
}

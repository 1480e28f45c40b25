import type { ChildKind, PullRequestSnapshot, StreamStamps } from "@ghsync/core";

/** A pull request as the memory store holds it. */
export interface StoredPullRequest {
  /** What was last written. A child kind that was never read is `undefined`. */
  readonly snapshot: PullRequestSnapshot;
  readonly seen: StreamStamps;
  /** The revision that wrote the pull request's own row. */
  readonly revision: number;
  /** The revisions that wrote its children, by kind and key: `sha` for commits, `path` for files, else `id`. */
  readonly childRevisions: { readonly [K in ChildKind]?: ReadonlyMap<string | number, number> };
}

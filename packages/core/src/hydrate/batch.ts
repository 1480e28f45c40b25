import type { RequestOptions } from "../github/client.ts";
import type { GhsyncError } from "../model/ghsync-error.ts";
import type { ChildKind, PullRequestSnapshot, SnapshotPart } from "../model/snapshot.ts";
import type { Gap } from "./reading.ts";
import type { KnownChildren } from "./rest/list-proof.ts";

/** A pull request that could not be read, while others could. */
export interface HydrationFailure {
  readonly number: number;
  readonly reason: string;
  /**
   * GitHub says that this number does not exist. Its replicas also say so by mistake. @defaultValue
   * false
   */
  readonly absent?: boolean;
}

/** A part that GitHub did not give, and may give later. */
export interface UnreadPart {
  readonly number: number;
  readonly part: SnapshotPart;
  readonly reason: string;
}

/** The result of one batch. Each requested number is in one of the first two lists. */
export interface Hydration {
  readonly snapshots: readonly PullRequestSnapshot[];
  readonly failures: readonly HydrationFailure[];
  /** Parts of the snapshots that must be read again. */
  readonly unread: readonly UnreadPart[];
  /** Parts that neither interface lets this credential read. The snapshots lack them. */
  readonly forbidden: readonly SnapshotPart[];
  /** The repository's current name; absent if GitHub gave no pull request. */
  readonly fullName: string | undefined;
  /** GitHub's `Date` of the first response. */
  readonly readAt: Date;
}

/** A batch of a size that GitHub could return. */
export interface HydratedBatch extends Hydration {
  /** The interface that was used first. */
  readonly by: "graphql" | "rest";
  /** Size of the next batch. */
  readonly nextSize: number;
  /** Why the rest of the run must not use GraphQL; absent if it may. */
  readonly graphqlGap: Gap | undefined;
  /**
   * GitHub returned an error of its own for the last pull request of the batch, requested alone.
   * The cause is that pull request or an outage. It is among the failures or among the unread.
   */
  readonly outage?: { readonly number: number; readonly error: GhsyncError } | undefined;
}

export interface HydrateNextOptions extends RequestOptions {
  readonly kinds: readonly ChildKind[];
  /** The interface that the host uses first. */
  readonly api: "graphql" | "rest";
  /**
   * The gap that the batch before returned: why not to use GraphQL. @defaultValue GraphQL is used
   */
  readonly graphqlGap?: Gap | undefined;
  readonly size: number;
  /** The largest batch. */
  readonly most: number;
  /**
   * Finds what is known of a pull request before REST reads it. @defaultValue nothing is known
   */
  readonly findKnown?: ((number: number) => Promise<KnownChildren>) | undefined;
  /** Returns the stamp with which the list of pull requests showed one. @defaultValue none */
  readonly known?: ((number: number) => Date | undefined) | undefined;
  /** Parts that were forbidden. REST reads them even if GitHub counts none. @defaultValue none */
  readonly probedParts?: readonly SnapshotPart[] | undefined;
  /**
   * Parts that this run found to be forbidden. The other interface is not asked again.
   * @defaultValue none
   */
  readonly refused?: readonly SnapshotPart[] | undefined;
}

/** Returns the batch size after a batch that was too heavy for GitHub. */
export function smallerBatch(size: number): number {
  return Math.max(1, Math.floor(size / 2));
}

/**
 * Returns the batch size after a batch that succeeded. It grows slowly, because each failure costs
 * GitHub ten seconds.
 */
export function largerBatch(size: number, most: number): number {
  return Math.min(most, size + 1);
}

/**
 * Whether a REST batch has used enough requests: about five pull requests at four to six requests
 * each.
 */
export function isFullByRest(requests: number): boolean {
  return requests >= 24;
}

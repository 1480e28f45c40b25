import type { RequestOptions } from "../github/client.ts";
import type { GhsyncError } from "../model/ghsync-error.ts";
import type { ChildKind, PullRequestSnapshot, SnapshotPart } from "../model/snapshot.ts";
import type { Gap } from "./reading.ts";
import type { StoredDiff } from "./rest/hydrate-by-rest.ts";

/** A pull request that could not be read, while others could. */
export interface HydrationFailure {
  readonly number: number;
  readonly reason: string;
  /** GitHub says that it has none with this number; its replicas do so by mistake, too. @defaultValue false */
  readonly absent?: boolean;
}

/** A part that GitHub did not give, and may give later. */
export interface UnreadPart {
  readonly number: number;
  readonly part: SnapshotPart;
  readonly reason: string;
}

/** What one batch gave. Each number asked for is in one of the first two lists. */
export interface Hydration {
  readonly snapshots: readonly PullRequestSnapshot[];
  readonly failures: readonly HydrationFailure[];
  /** What is to be read again of the snapshots. */
  readonly unread: readonly UnreadPart[];
  /** Parts that this credential may not read, by neither interface; the snapshots lack them. */
  readonly forbidden: readonly SnapshotPart[];
  /** The repository's present name; absent where GitHub gave no pull request. */
  readonly fullName: string | undefined;
  /** GitHub's `Date` of the first answer. */
  readonly readAt: Date;
}

/** A batch as large as GitHub bears. */
export interface HydratedBatch extends Hydration {
  /** What the batch was read by first. */
  readonly by: "graphql" | "rest";
  /** Size to begin the next batch with. */
  readonly nextSize: number;
  /** Why GraphQL is not to be asked for the rest of the run; absent while it is. */
  readonly graphqlGap: Gap | undefined;
  /**
   * GitHub answered with an error of its own to the last pull request of the batch, asked for it alone: that one's fault, or an
   * outage. It is among the failures, or among the unread.
   */
  readonly outage?: { readonly number: number; readonly error: GhsyncError } | undefined;
}

export interface HydrateNextOptions extends RequestOptions {
  readonly kinds: readonly ChildKind[];
  /** What the host reads by first. */
  readonly api: "graphql" | "rest";
  /** Why GraphQL is not to be asked; of the batch before. @defaultValue it is */
  readonly graphqlGap?: Gap | undefined;
  readonly size: number;
  /** Largest batch to grow to. */
  readonly most: number;
  /** Tells what REST need not be asked for of a pull request. @defaultValue nothing */
  readonly findStoredDiff?: ((number: number) => Promise<StoredDiff | undefined>) | undefined;
  /** Ids of the reviews that are stored of a pull request: REST does not count reviews. @defaultValue none */
  readonly storedReviews?: ((number: number) => Promise<readonly number[]>) | undefined;
  /** Parts that were forbidden: REST is asked for them even where it counts none. @defaultValue none */
  readonly probedParts?: readonly SnapshotPart[] | undefined;
  /** Parts that this run has found to be forbidden: the other interface is not asked for them again. @defaultValue none */
  readonly refused?: readonly SnapshotPart[] | undefined;
}

/** The batch after one that GitHub could not bear. */
export function smallerBatch(size: number): number {
  return Math.max(1, Math.floor(size / 2));
}

/** The batch after one that went well: it grows slowly, since each failure costs GitHub ten seconds. */
export function largerBatch(size: number, most: number): number {
  return Math.min(most, size + 1);
}

/** Whether a batch by REST has cost enough: with four to six requests a pull request, these are about five. */
export function isFullByRest(requests: number): boolean {
  return requests >= 24;
}

import { isGhsyncError } from "../errors/ghsync-error.ts";
import type { GitHubClient, RequestOptions } from "../github/github-client.ts";
import type { ChildKind } from "../records/snapshot.ts";
import { largerBatch, smallerBatch } from "./batch-size.ts";
import { type Hydration, hydratePullRequests } from "./hydrate-pull-requests.ts";

/** A batch as large as GitHub bears. */
export interface HydratedBatch extends Hydration {
  /** Size to begin the next batch with. */
  readonly nextSize: number;
}

/**
 * Hydrates the first `size` of these numbers, or fewer: halves the batch while GitHub finds it too heavy. One that is too heavy
 * alone is a failure of that pull request.
 */
export async function hydrateNext(
  client: GitHubClient,
  repositoryNodeId: string,
  numbers: readonly number[],
  options: RequestOptions & {
    readonly kinds: readonly ChildKind[];
    readonly size: number;
    /** Largest batch to grow to. */
    readonly most: number;
  },
): Promise<HydratedBatch> {
  let { size } = options;
  for (;;) {
    const batch = numbers.slice(0, size);
    try {
      const hydration = await hydratePullRequests(client, repositoryNodeId, batch, options);
      return { ...hydration, nextSize: largerBatch(size, options.most) };
    } catch (error) {
      const [alone] = batch;
      if (!isGhsyncError(error) || error.code !== "query_too_heavy" || alone === undefined)
        throw error;
      if (batch.length === 1) {
        const failures = [{ number: alone, reason: error.message }];
        return { snapshots: [], failures, fullName: undefined, readAt: client.now(), nextSize: 1 };
      }
      size = smallerBatch(batch.length);
    }
  }
}

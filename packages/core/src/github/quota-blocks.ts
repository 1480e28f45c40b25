import type { QuotaBlock } from "./github-client.ts";
import { type Pool, pools, type Quota } from "./quota.ts";

/** Closes what other processes have found to be used up. */
export async function closeBlocked(
  quota: Quota,
  quotaId: string,
  { blockedUntil }: { readonly blockedUntil?: (quotaId: string) => Promise<Date | undefined> },
): Promise<void> {
  for (const pool of pools) {
    const until = await blockedUntil?.(blockIdOf(quotaId, pool));
    if (until) quota.close(pool, until);
  }
}

/**
 * The limits of a quota that last at this instant.
 *
 * @param now by the local clock
 */
export function blocksOf(quota: Quota, quotaId: string, now: Date): readonly QuotaBlock[] {
  return pools.flatMap((pool) => {
    const until = quota.closedUntil(pool, now);
    if (!until) return [];
    const resetAt = new Date(until.getTime() + quota.skewMs);
    return [{ quotaId: blockIdOf(quotaId, pool), pool, until, resetAt }];
  });
}

// REST and GraphQL are counted apart.
function blockIdOf(quotaId: string, pool: Pool): string {
  return pool === "rest" ? quotaId : `${quotaId} graphql`;
}

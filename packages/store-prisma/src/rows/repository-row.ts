import { GhsyncError, type TrackedRepository } from "@ghsync/core";
import type { SyncStateRow } from "./sync-state-row.ts";

/** A row of the repositories: identity, lease and state. */
export interface RepositoryRow extends SyncStateRow {
  readonly id: string;
  readonly tenantId: string | null;
  readonly nameKey: string;
  readonly fullName: string;
  readonly githubId: bigint | null;
  readonly nodeId: string | null;
  readonly active: boolean;
  readonly encryptedToken: string | null;
  readonly fence: number;
  readonly leaseOwner: string | null;
  readonly leaseExpiresAt: Date | null;
  readonly revision: number;
}

/** A row's identity. */
export function toTrackedRepository(row: RepositoryRow): TrackedRepository {
  return {
    id: row.id,
    tenantId: row.tenantId,
    fullName: row.fullName,
    githubId: row.githubId === null ? null : Number(row.githubId),
    nodeId: row.nodeId,
    active: row.active,
    encryptedToken: row.encryptedToken,
  };
}

const longestTenantId = 255;

/**
 * What makes tracking idempotent, in one column, since a unique index over a nullable tenant would let duplicates in.
 * GitHub's names are the same in any case. No tenant is not the tenant with the empty name.
 *
 * @throws GhsyncError `config_invalid` if no index could hold the tenant's id
 */
export function nameKey(tenantId: string | null, fullName: string): string {
  if (tenantId !== null && tenantId.length > longestTenantId) {
    throw new GhsyncError(
      "config_invalid",
      `A tenantId has ${longestTenantId} characters at most; this one has ${tenantId.length}. Use a hash of it.`,
      { userActionable: true },
    );
  }
  const name = fullName.toLowerCase();
  return tenantId === null ? name : `${encodeURIComponent(tenantId)}/${name}`;
}

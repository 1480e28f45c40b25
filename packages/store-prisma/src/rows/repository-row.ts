import type { TrackedRepository } from "@ghsync/core";
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

/**
 * What makes tracking idempotent, in one column, since a unique index over a nullable tenant would let duplicates in.
 * GitHub's names are the same in any case. No tenant is not the tenant with the empty name.
 */
export function nameKey(tenantId: string | null, fullName: string): string {
  const name = fullName.toLowerCase();
  return tenantId === null ? name : `${encodeURIComponent(tenantId)}/${name}`;
}

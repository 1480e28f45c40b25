import type { Lease, RepoStore } from "@ghsync/core";
import { isLeased, type RepositoryEntry } from "./repository-entry.ts";

type Leases = Pick<RepoStore, "acquireLease" | "renewLease" | "releaseLease">;

/** The entry whose lease this is; none if it was overtaken or given back. */
export function heldBy(
  entries: ReadonlyMap<string, RepositoryEntry>,
  lease: Lease,
): RepositoryEntry | undefined {
  const entry = entries.get(lease.repositoryId);
  return entry?.lease && entry.fence === lease.fence ? entry : undefined;
}

/** Who may write to a repository. */
export function leases(entries: ReadonlyMap<string, RepositoryEntry>): Leases {
  const grant = (entry: RepositoryEntry, owner: string, now: Date, ttlMs: number): Lease => {
    const expiresAt = now.getTime() + ttlMs;
    entry.lease = { owner, expiresAt: new Date(expiresAt) };
    const { id: repositoryId } = entry.repository;
    return { repositoryId, owner, fence: entry.fence, expiresAt: new Date(expiresAt) };
  };

  return {
    async acquireLease({ repositoryId, owner, now, ttlMs, takeOver = false }) {
      const entry = entries.get(repositoryId);
      if (!entry?.repository.active || (isLeased(entry, now) && !takeOver)) return undefined;
      entry.fence += 1;
      return grant(entry, owner, now, ttlMs);
    },

    async renewLease(lease, { now, ttlMs }) {
      const entry = heldBy(entries, lease);
      return entry && grant(entry, lease.owner, now, ttlMs);
    },

    async releaseLease(lease) {
      const entry = heldBy(entries, lease);
      if (entry) entry.lease = undefined;
    },
  };
}

type CredentialBlocks = Pick<RepoStore, "readCredentialBlock" | "blockCredential">;

/** Until when each credential must not be used. */
export function credentialBlocks(): CredentialBlocks {
  const blocks = new Map<string, number>();
  return {
    async readCredentialBlock(credentialId) {
      const until = blocks.get(credentialId);
      return until === undefined ? undefined : new Date(until);
    },

    async blockCredential(credentialId, until) {
      const blocked = blocks.get(credentialId) ?? Number.NEGATIVE_INFINITY;
      blocks.set(credentialId, Math.max(blocked, until.getTime()));
    },
  };
}

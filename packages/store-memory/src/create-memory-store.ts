import { GhsyncError, type Lease, type RepoStore } from "@ghsync/core";
import { applyPage } from "./apply-page.ts";
import { byLastAttempt, isDue, isLeased } from "./is-due.ts";
import { newRepositoryEntry, type RepositoryEntry } from "./repository-entry.ts";
import type { StoredPullRequest } from "./stored-pull-request.ts";

/** A {@link RepoStore} that can show what it holds. */
export interface MemoryStore extends RepoStore {
  /** The stored pull requests of a repository by ascending number; none if it is not tracked. */
  pullRequests(repositoryId: string): readonly StoredPullRequest[];
}

/**
 * Creates the reference store: everything in Maps, gone with the process. Each method does its work in one turn of the
 * event loop, hence atomically. Values are copied on their way in and out.
 *
 * @example
 * ```ts
 * const store = createMemoryStore();
 * const { id } = await store.trackRepository({ fullName: "octokit/core.js" });
 * ```
 */
export function createMemoryStore(): MemoryStore {
  // Ids ascend, so that insertion order is id order.
  const entries = new Map<string, RepositoryEntry>();
  const blocks = new Map<string, Date>();
  const copy = structuredClone;
  let lastId = 0;

  const held = (lease: Lease): RepositoryEntry | undefined => {
    const entry = entries.get(lease.repositoryId);
    return entry?.fence === lease.fence ? entry : undefined;
  };

  const grant = (entry: RepositoryEntry, owner: string, now: Date, ttlMs: number): Lease => {
    entry.lease = { owner, expiresAt: new Date(now.getTime() + ttlMs) };
    return copy({ repositoryId: entry.repository.id, fence: entry.fence, ...entry.lease });
  };

  return {
    async trackRepository({ fullName, tenantId = null, active, encryptedToken }) {
      const name = fullName.toLowerCase();
      let entry = [...entries.values()].find(
        ({ repository: known }) =>
          known.tenantId === tenantId && known.fullName.toLowerCase() === name,
      );
      if (!entry) {
        lastId += 1;
        entry = newRepositoryEntry(String(lastId).padStart(8, "0"), fullName, tenantId);
        entries.set(entry.repository.id, entry);
      }
      entry.repository = {
        ...entry.repository,
        ...(active !== undefined && { active }),
        ...(encryptedToken !== undefined && { encryptedToken }),
      };
      return copy(entry.repository);
    },

    async untrackRepository(repositoryId, { deleteRecords }) {
      const entry = entries.get(repositoryId);
      if (entry) entry.repository = { ...entry.repository, active: false };
      if (deleteRecords) entries.delete(repositoryId);
      return entry !== undefined;
    },

    async getRepository(repositoryId) {
      const entry = entries.get(repositoryId);
      return entry && copy({ repository: entry.repository, state: entry.state });
    },

    async listRepositories({ after = "", limit, tenantId, active }) {
      return [...entries.values()]
        .map(({ repository }) => repository)
        .filter((repository) => repository.id > after)
        .filter((repository) => tenantId === undefined || repository.tenantId === tenantId)
        .filter((repository) => active === undefined || repository.active === active)
        .slice(0, limit)
        .map((repository) => copy(repository));
    },

    async listDue(now, { limit }) {
      return [...entries.values()]
        .filter((entry) => isDue(entry, now))
        .sort(byLastAttempt)
        .slice(0, limit)
        .map(({ repository }) => copy(repository));
    },

    async acquireLease({ repositoryId, owner, now, ttlMs, takeOver = false }) {
      const entry = entries.get(repositoryId);
      if (!entry?.repository.active || (isLeased(entry, now) && !takeOver)) return undefined;
      entry.fence += 1;
      return grant(entry, owner, now, ttlMs);
    },

    async renewLease(lease, { now, ttlMs }) {
      const entry = held(lease);
      return entry?.lease && grant(entry, lease.owner, now, ttlMs);
    },

    async releaseLease(lease) {
      const entry = held(lease);
      if (entry) entry.lease = undefined;
    },

    async readState(repositoryId) {
      const entry = entries.get(repositoryId);
      if (!entry) return undefined;
      const { repository, state, revision, dirty } = entry;
      const failedCount = [...dirty.values()].filter(({ attempts }) => attempts > 0).length;
      return copy({ repository, state, revision, dirtyCount: dirty.size, failedCount });
    },

    async readPullRequestStates(repositoryId, numbers) {
      const pullRequests = entries.get(repositoryId)?.pullRequests;
      return [...new Set(numbers)].flatMap((number) => {
        const stored = pullRequests?.get(number);
        if (!stored) return [];
        const { pullRequest, readAt } = stored.snapshot;
        return copy({ number, updatedAt: pullRequest.updatedAt, readAt, seen: stored.seen });
      });
    },

    async listDirty(repositoryId, { now, limit }) {
      return [...(entries.get(repositoryId)?.dirty.values() ?? [])]
        .filter(({ notBefore }) => notBefore === undefined || notBefore <= now)
        .sort((a, b) => b.number - a.number)
        .slice(0, limit)
        .map((entry) => copy(entry));
    },

    async readDirty(repositoryId, numbers) {
      const dirty = entries.get(repositoryId)?.dirty;
      return [...new Set(numbers)].flatMap((number) => copy(dirty?.get(number)) ?? []);
    },

    async commitPage(lease, page) {
      const entry = held(lease);
      if (!entry?.repository.active || entry.revision !== page.revision) {
        throw new GhsyncError(
          "lease_lost",
          "Nothing was written: the repository was taken over or untracked.",
        );
      }
      return applyPage(entry, copy(page));
    },

    async readCredentialBlock(credentialId) {
      return copy(blocks.get(credentialId));
    },

    async blockCredential(credentialId, until) {
      const blocked = blocks.get(credentialId);
      if (blocked === undefined || blocked < until) blocks.set(credentialId, copy(until));
    },

    pullRequests(repositoryId) {
      return [...(entries.get(repositoryId)?.pullRequests.values() ?? [])]
        .sort((a, b) => a.snapshot.pullRequest.number - b.snapshot.pullRequest.number)
        .map((stored) => copy(stored));
    },
  };
}

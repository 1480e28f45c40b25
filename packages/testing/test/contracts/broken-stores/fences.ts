import { isGhsyncError, type Lease } from "@ghsync/core";
import type { BrokenStore } from "../broken-store.ts";
import type { Wrapped } from "../whole-subject.ts";

/** Remembers the lease that a repository has now. */
function rememberLeases(store: Wrapped["store"]) {
  const present = new Map<string, Lease>();
  const acquireLease: typeof store.acquireLease = async (request) => {
    const lease = await store.acquireLease(request);
    if (lease) present.set(lease.repositoryId, lease);
    return lease;
  };
  return { acquireLease, present: ({ repositoryId }: Lease) => present.get(repositoryId) };
}

export const brokenFences: readonly BrokenStore[] = [
  {
    bug: "has no fence",
    breaks: ({ store }) => {
      const { acquireLease, present } = rememberLeases(store);
      return {
        acquireLease,
        commitPage: async (lease, page) => store.commitPage(present(lease) ?? lease, page),
      };
    },
    fails: [
      "I5: a commit under the fence of a lease that was taken over is refused, and nothing of it is written",
      "I5: a commit under the fence of a lease that was given back and granted to another is refused, and nothing of it is written",
      "I5: a commit under a fence that is still to come is refused, and nothing of it is written",
      "After a commit that was refused, the rightful writer writes the same page as if nothing had been",
    ],
  },
  {
    bug: "has no revision to refuse by",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        const read = await store.readState(lease.repositoryId);
        return store.commitPage(lease, { ...page, revision: read?.revision ?? 0 });
      },
    }),
    fails: [
      "I5: a commit at an old revision is refused, and nothing of it is written",
      "I5: a commit at a revision that is still to come is refused, and nothing of it is written",
    ],
  },
  {
    bug: "refuses, but not before its rows are written",
    breaks: ({ store }) => {
      const { acquireLease, present } = rememberLeases(store);
      return {
        acquireLease,
        async commitPage(lease, page) {
          try {
            return await store.commitPage(lease, page);
          } catch (error) {
            const read = await store.readState(lease.repositoryId);
            const revision = read?.revision ?? 0;
            await store.commitPage(present(lease) ?? lease, { ...page, revision });
            throw error;
          }
        },
      };
    },
    fails: [
      "I5: a commit under the fence of a lease that was taken over is refused, and nothing of it is written",
      "I5: a commit under the fence of a lease that was given back and granted to another is refused, and nothing of it is written",
      "I5: a commit under a fence that is still to come is refused, and nothing of it is written",
      "I5: a commit at an old revision is refused, and nothing of it is written",
      "I5: a commit at a revision that is still to come is refused, and nothing of it is written",
      "I5: a commit under an old fence, at an old revision is refused, and nothing of it is written",
      "After a commit that was refused, the rightful writer writes the same page as if nothing had been",
    ],
  },
  {
    bug: "lets a lease that was given back commit",
    breaks: ({ store }) => ({
      async releaseLease(lease) {
        await store.renewLease(lease, { now: new Date(0), ttlMs: 0 });
      },
    }),
    fails: [
      "I5: a commit under a lease that was given back is refused, and nothing of it is written",
    ],
  },
  {
    bug: "tells leases apart by their owner",
    breaks: ({ store }) => {
      const { acquireLease, present } = rememberLeases(store);
      return {
        acquireLease,
        async commitPage(lease, page) {
          const now = present(lease);
          return store.commitPage(now?.owner === lease.owner ? now : lease, page);
        },
      };
    },
    fails: [
      "I5: a commit under the fence of a lease that was taken over is refused, and nothing of it is written",
      "I5: a commit under the fence of a lease that was given back and granted to another is refused, and nothing of it is written",
      "I5: a commit under a fence that is still to come is refused, and nothing of it is written",
      "After a commit that was refused, the rightful writer writes the same page as if nothing had been",
    ],
  },
  {
    bug: "refuses with an error of its own",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        try {
          return await store.commitPage(lease, page);
        } catch (error) {
          throw isGhsyncError(error) ? new Error("Nothing was updated.") : error;
        }
      },
    }),
    fails: [
      "I5: a commit under the fence of a lease that was taken over is refused, and nothing of it is written",
      "I5: a commit under the fence of a lease that was given back and granted to another is refused, and nothing of it is written",
      "I5: a commit under a lease that was given back is refused, and nothing of it is written",
      "I5: a commit under a fence that is still to come is refused, and nothing of it is written",
      "I5: a commit at an old revision is refused, and nothing of it is written",
      "I5: a commit at a revision that is still to come is refused, and nothing of it is written",
      "I5: a commit under an old fence, at an old revision is refused, and nothing of it is written",
      "After a commit that was refused, the rightful writer writes the same page as if nothing had been",
      "I5: the fence of one repository opens no other",
    ],
  },
];

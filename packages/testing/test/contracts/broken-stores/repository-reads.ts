import { initialSyncState } from "@ghsync/core";
import type { BrokenStore } from "../broken-store.ts";

export const brokenRepositoryReads: readonly BrokenStore[] = [
  {
    bug: "takes the epoch for never",
    breaks: ({ store }) => ({
      async getRepository(repositoryId) {
        const read = await store.getRepository(repositoryId);
        return read && { ...read, state: { lastAttemptAt: new Date(0), ...read.state } };
      },
    }),
    fails: [
      "A page of repositories has the state of each",
      "A repository that was never synced is pending, at revision 0",
    ],
  },
  {
    bug: "shows every listed repository as never synced",
    breaks: ({ store }) => ({
      async listRepositories(page) {
        const listed = await store.listRepositories(page);
        return listed.map((read) => ({ ...read, state: initialSyncState }));
      },
    }),
    fails: ["A page of repositories has the state of each"],
  },
  {
    bug: "shows a lease that was given back",
    breaks: ({ store }) => ({
      releaseLease: (lease) =>
        store.renewLease(lease, { now: lease.expiresAt, ttlMs: 1 }).then(() => undefined),
    }),
    fails: ["A repository is read with the owner of its lease, until the lease is released"],
  },
];

import type { BrokenStore } from "../broken-store.ts";

const cut = (instant: Date) => new Date(Math.floor(instant.getTime() / 1000) * 1000);

const readAt = "The instant at which a pull request was read keeps its milliseconds";
const notBefore =
  "The instant before which an entry waits keeps its milliseconds, and so do its stamps";
const expiresAt = "The instant at which a lease ends keeps its milliseconds";

export const brokenPreciseInstants: readonly BrokenStore[] = [
  {
    bug: "truncates to the second when a pull request was read",
    breaks: ({ store }) => ({
      async readPullRequestStates(repositoryId, numbers) {
        const states = await store.readPullRequestStates(repositoryId, numbers);
        return states.map((state) => ({ ...state, readAt: cut(state.readAt) }));
      },
    }),
    fails: [readAt],
  },
  {
    bug: "truncates to the second how long an entry waits",
    breaks: ({ store }) => ({
      commitPage: (lease, { dirty, ...page }) => {
        const entries = dirty?.map((entry) => ({
          ...entry,
          ...(entry.notBefore && { notBefore: cut(entry.notBefore) }),
        }));
        return store.commitPage(lease, { ...page, ...(entries && { dirty: entries }) });
      },
    }),
    fails: [notBefore],
  },
  {
    bug: "lists an entry within the second for which it waits",
    breaks: ({ store }) => ({
      listDirty: (repositoryId, { now, limit }) =>
        store.listDirty(repositoryId, { now: new Date(cut(now).getTime() + 999), limit }),
    }),
    fails: [notBefore],
  },
  {
    bug: "truncates to the second when a lease ends",
    breaks: ({ store }) => ({
      acquireLease: (request) => store.acquireLease({ ...request, now: cut(request.now) }),
    }),
    fails: [expiresAt],
  },
  {
    bug: "truncates to the second when a renewed lease ends",
    breaks: ({ store }) => ({
      renewLease: (lease, request) =>
        store.renewLease(lease, { ...request, now: cut(request.now) }),
    }),
    fails: [expiresAt],
  },
];

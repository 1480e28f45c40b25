import type { RepositoryRead } from "@ghsync/core";
import { listTracked } from "../../../src/contracts/repo-store/read-rows.ts";
import type { BrokenStore } from "../broken-store.ts";

export const brokenDueLists: readonly BrokenStore[] = [
  {
    bug: "puts repositories that wait for nothing last",
    breaks: ({ store }) => ({
      async listDue(now, { limit, after }) {
        const due = await store.listDue(now, { limit: 1000, after });
        const isNew = ({ state }: RepositoryRead) => state.nextAttemptAt === undefined;
        return [...due.filter((read) => !isNew(read)), ...due.filter(isNew)].slice(0, limit);
      },
    }),
    fails: [
      "What became due first comes first, and what waits for nothing before all",
      "Pages of what is due hold each repository once, in the order in which they became due",
    ],
  },
  {
    bug: "breaks ties by name",
    breaks: ({ store }) => ({
      async listDue(now, { limit, after }) {
        const due = await store.listDue(now, { limit: 1000, after });
        const rank = ({ repository, state }: RepositoryRead) =>
          `${state.nextAttemptAt?.toISOString() ?? ""} ${repository.fullName}`;
        return due.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, limit);
      },
    }),
    fails: [
      "A repository whose lease expired became due when it expired, or at its next attempt if that is later",
      "Ties among the due go by id",
      "Pages of what is due hold each repository once, in the order in which they became due",
    ],
  },
  {
    bug: "orders by the last attempt",
    breaks: ({ store }) => ({
      async listDue(now, { limit, after }) {
        const due = await store.listDue(now, { limit: 1000, after });
        const since = ({ state }: RepositoryRead) => state.lastAttemptAt?.getTime() ?? 0;
        return due.toSorted((a, b) => since(a) - since(b)).slice(0, limit);
      },
    }),
    fails: [
      "What became due first comes first, and what waits for nothing before all",
      "Ties among the due go by id",
    ],
  },
  {
    bug: "orders by the next attempt alone",
    breaks: ({ store }) => ({
      async listDue(now, { limit, after }) {
        const due = await store.listDue(now, { limit: 1000, after });
        const since = ({ state }: RepositoryRead) => state.nextAttemptAt?.getTime() ?? 0;
        return due.toSorted((a, b) => since(a) - since(b)).slice(0, limit);
      },
    }),
    fails: [
      "A repository whose lease expired became due when it expired, or at its next attempt if that is later",
      "Pages of what is due hold each repository once, in the order in which they became due",
    ],
  },
  {
    bug: "cuts the list before it looks what is due",
    breaks: ({ store }) => ({
      async listDue(now, { limit, after }) {
        const some = new Set((await listTracked(store, { limit })).map(({ id }) => id));
        const due = await store.listDue(now, { limit: 1000, after });
        return due.filter(({ repository }) => some.has(repository.id));
      },
    }),
    fails: [
      "What became due first comes first, and what waits for nothing before all",
      "Pages of what is due hold each repository once, in the order in which they became due",
      "Repositories that are not due take no place of those that are",
    ],
  },
  {
    bug: "ignores the next attempt",
    breaks: ({ store }) => ({
      commitPage: (lease, page) =>
        store.commitPage(lease, {
          ...page,
          ...(page.state && { state: { ...page.state, nextAttemptAt: undefined } }),
        }),
    }),
    fails: [
      "What became due first comes first, and what waits for nothing before all",
      "A repository whose lease expired became due when it expired, or at its next attempt if that is later",
      "A repository with a next attempt is due from that instant on, and at once when the next attempt is removed",
      "Repositories that are not due take no place of those that are",
    ],
  },
  {
    bug: "takes a repository out until its lease is given back, expired or not",
    breaks: ({ store }) => {
      const leased = new Set<string>();
      return {
        async acquireLease(request) {
          const lease = await store.acquireLease(request);
          if (lease) leased.add(request.repositoryId);
          return lease;
        },
        async releaseLease(lease) {
          leased.delete(lease.repositoryId);
          await store.releaseLease(lease);
        },
        async listDue(now, options) {
          const due = await store.listDue(now, options);
          return due.filter(({ repository }) => !leased.has(repository.id));
        },
      };
    },
    fails: [
      "A repository whose lease expired became due when it expired, or at its next attempt if that is later",
      "Pages of what is due hold each repository once, in the order in which they became due",
      "A repository with a live lease is not due; with one that was given back, or expired, it is",
    ],
  },
  {
    bug: "lists inactive repositories too",
    breaks: ({ store }) => ({
      async listDue(now, page) {
        const inactive = await store.listRepositories({ active: false, limit: page.limit });
        return [...(await store.listDue(now, page)), ...inactive].slice(0, page.limit);
      },
    }),
    fails: ["An inactive repository is not due"],
  },
  {
    bug: "starts each page of due repositories at the beginning",
    breaks: ({ store }) => ({ listDue: (now, { limit }) => store.listDue(now, { limit }) }),
    fails: [
      "Pages of what is due hold each repository once, in the order in which they became due",
    ],
  },
];

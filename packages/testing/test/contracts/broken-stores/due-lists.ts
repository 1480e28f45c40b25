import { listTracked } from "../../../src/contracts/repo-store/list-tracked.ts";
import type { BrokenStore } from "../broken-store.ts";

export const brokenDueLists: readonly BrokenStore[] = [
  {
    bug: "puts repositories that were never attempted last",
    breaks: ({ store }) => ({
      async listDue(now, { limit }) {
        const due = await store.listDue(now, { limit: 1000 });
        const attempts = await Promise.all(due.map(({ id }) => store.getRepository(id)));
        const never = due.filter((_, index) => !attempts[index]?.state.lastAttemptAt);
        return [...due.filter((repository) => !never.includes(repository)), ...never].slice(
          0,
          limit,
        );
      },
    }),
    fails: ["What is due comes longest without an attempt first, and never attempted before all"],
  },
  {
    bug: "breaks ties by name",
    breaks: ({ store }) => ({
      async listDue(now, { limit }) {
        const due = await store.listDue(now, { limit: 1000 });
        const attempts = await Promise.all(due.map(({ id }) => store.getRepository(id)));
        const ranked = due.map((repository, index) => ({
          repository,
          rank: `${attempts[index]?.state.lastAttemptAt?.toISOString() ?? ""} ${repository.fullName}`,
        }));
        const sorted = ranked.toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
        return sorted.map(({ repository }) => repository).slice(0, limit);
      },
    }),
    fails: ["Ties among the due go by id"],
  },
  {
    bug: "cuts the list before it looks what is due",
    breaks: ({ store }) => ({
      async listDue(now, { limit }) {
        const some = new Set((await listTracked(store, { limit })).map(({ id }) => id));
        const due = await store.listDue(now, { limit: 1000 });
        return due.filter(({ id }) => some.has(id));
      },
    }),
    fails: [
      "What is due comes longest without an attempt first, and never attempted before all",
      "Repositories that are not due take no place of those that are",
    ],
  },
  {
    bug: "lets nobody wait",
    breaks: ({ store }) => ({
      commitPage: (lease, page) =>
        store.commitPage(lease, {
          ...page,
          ...(page.state && { state: { ...page.state, nextAttemptAt: undefined } }),
        }),
    }),
    fails: [
      "A repository that is told to wait is due from that very instant on, or once it is told no more",
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
          return due.filter(({ id }) => !leased.has(id));
        },
      };
    },
    fails: [
      "A repository with a live lease is not due; with one that was given back, or expired, it is",
    ],
  },
  {
    bug: "lists inactive repositories too",
    breaks: ({ store }) => ({
      async listDue(now, { limit }) {
        const inactive = await listTracked(store, { active: false, limit });
        return [...(await store.listDue(now, { limit })), ...inactive].slice(0, limit);
      },
    }),
    fails: ["An inactive repository is not due"],
  },
];

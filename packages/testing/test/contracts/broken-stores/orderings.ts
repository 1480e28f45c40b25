import type { BrokenStore } from "../broken-store.ts";

export const brokenOrderings: readonly BrokenStore[] = [
  {
    bug: "lets the last writer win",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        const read = await store.readState(lease.repositoryId);
        return store.commitPage(lease, { ...page, revision: read?.revision ?? 0 });
      },
    }),
    fails: [
      "I4: three writers read at one revision and commit in the order oldest, middle, newest: two are refused, and the newest stays",
      "I4: three writers read at one revision and commit in the order oldest, newest, middle: two are refused, and the newest stays",
      "I4: three writers read at one revision and commit in the order middle, oldest, newest: two are refused, and the newest stays",
      "I4: three writers read at one revision and commit in the order middle, newest, oldest: two are refused, and the newest stays",
      "I4: three writers read at one revision and commit in the order newest, oldest, middle: two are refused, and the newest stays",
      "I4: three writers read at one revision and commit in the order newest, middle, oldest: two are refused, and the newest stays",
      "I4: a writer whose revision is from before another's commit is refused, even if it read the rows after it",
    ],
  },
  {
    bug: "writes a row only if GitHub's stamp grew",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        const numbers = page.snapshots?.map(({ snapshot }) => snapshot.pullRequest.number) ?? [];
        const stored = await store.readPullRequestStates(lease.repositoryId, numbers);
        const snapshots = page.snapshots?.filter(({ snapshot: { pullRequest } }) => {
          const before = stored.find(({ number }) => number === pullRequest.number);
          return !before || before.updatedAt < pullRequest.updatedAt;
        });
        return store.commitPage(lease, { ...page, ...(snapshots && { snapshots }) });
      },
    }),
    fails: [
      "I4: of two reads with equal stamps, the one that is committed later stays",
      "I4: of two reads with equal stamps and of one instant, the one that is committed later stays",
    ],
  },
  {
    bug: "returns when a row was first read, and not when last",
    breaks: ({ store }) => {
      const first = new Map<number, Date>();
      return {
        async readPullRequestStates(repositoryId, numbers) {
          const states = await store.readPullRequestStates(repositoryId, numbers);
          return states.map((state) => {
            const readAt = first.get(state.number) ?? state.readAt;
            first.set(state.number, readAt);
            return { ...state, readAt };
          });
        },
        async commitPage(lease, page) {
          const result = await store.commitPage(lease, page);
          for (const { snapshot } of page.snapshots ?? []) {
            const { number } = snapshot.pullRequest;
            first.set(number, first.get(number) ?? snapshot.readAt);
          }
          return result;
        },
      };
    },
    fails: ["I4: of two reads with equal stamps, the one that is committed later stays"],
  },
  {
    bug: "lets any of its workers write",
    breaks: ({ store }) => {
      const fences = new Map<string, number>();
      return {
        async acquireLease(request) {
          const lease = await store.acquireLease(request);
          if (lease) fences.set(lease.repositoryId, lease.fence);
          return lease;
        },
        commitPage: async (lease, page) => {
          const fence = fences.get(lease.repositoryId) ?? lease.fence;
          return store.commitPage({ ...lease, fence }, page);
        },
      };
    },
    fails: [
      "I4: of three workers that took the lease from each other the last alone writes, in whatever order they commit",
    ],
  },
];

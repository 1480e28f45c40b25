import { listTracked } from "../../../src/contracts/repo-store/read-rows.ts";
import type { BrokenStore } from "../broken-store.ts";

export const brokenDirtyLists: readonly BrokenStore[] = [
  {
    bug: "removes after it puts",
    breaks: ({ store }) => ({
      commitPage: (lease, { dirty, ...page }) => {
        const left = dirty?.filter(({ number }) => !page.clean?.includes(number));
        return store.commitPage(lease, { ...page, ...(left && { dirty: left }) });
      },
    }),
    fails: ["An entry that one page both puts and removes stays"],
  },
  {
    bug: "merges an entry into the one that is there",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        const entries = page.dirty ?? [];
        const numbers = entries.map(({ number }) => number);
        const before = await store.readDirty(lease.repositoryId, numbers);
        const dirty = entries.map((entry) => {
          const old = before.find(({ number }) => number === entry.number);
          return { ...old, ...entry, stamps: { ...old?.stamps, ...entry.stamps } };
        });
        return store.commitPage(lease, { ...page, dirty });
      },
    }),
    fails: ["Entries of the dirty list are put, replaced as a whole, and removed"],
  },
  {
    bug: "cuts the list before it looks what is due",
    breaks: ({ store }) => ({
      async listDirty(repositoryId, { now, limit }) {
        const all = await store.listDirty(repositoryId, { now: new Date(8.64e15), limit });
        return all.filter(({ notBefore }) => notBefore === undefined || notBefore <= now);
      },
    }),
    fails: ["listDirty returns what is due, highest number first, and at most as many as asked"],
  },
  {
    bug: "lists the lowest number first",
    breaks: ({ store }) => ({
      async listDirty(repositoryId, { now, limit }) {
        const due = await store.listDirty(repositoryId, { now, limit: 10_000 });
        return due.toReversed().slice(0, limit);
      },
    }),
    fails: [
      "listDirty returns what is due, highest number first, and at most as many as asked",
      "An entry is listed as it was put",
    ],
  },
  {
    bug: "orders numbers as text",
    breaks: ({ store }) => ({
      async listDirty(repositoryId, { now, limit }) {
        const due = await store.listDirty(repositoryId, { now, limit: 10_000 });
        return due
          .toSorted((a, b) => (String(a.number) < String(b.number) ? 1 : -1))
          .slice(0, limit);
      },
    }),
    fails: ["listDirty returns what is due, highest number first, and at most as many as asked"],
  },
  {
    bug: "does not count failed entries",
    breaks: ({ store }) => ({
      async readState(repositoryId) {
        const read = await store.readState(repositoryId);
        return read && { ...read, failedCount: 0 };
      },
    }),
    fails: ["The state counts entries, due or not, and those of them that failed"],
  },
  {
    bug: "takes an entry off when its pull request is stored",
    breaks: ({ store }) => ({
      commitPage: (lease, page) => {
        const stored = page.snapshots?.map(({ snapshot }) => snapshot.pullRequest.number) ?? [];
        return store.commitPage(lease, { ...page, clean: [...(page.clean ?? []), ...stored] });
      },
    }),
    fails: ["An entry needs no stored pull request, and a stored pull request takes no entry away"],
  },
  {
    bug: "answers an entry as often as it is asked for",
    breaks: ({ store }) => ({
      async readDirty(repositoryId, numbers) {
        const entries = await store.readDirty(repositoryId, numbers);
        return numbers.flatMap((asked) => entries.filter(({ number }) => number === asked));
      },
    }),
    fails: ["A number is answered once, however often it is asked for"],
  },
  {
    bug: "answers the state of a pull request as often as it is asked for",
    breaks: ({ store }) => ({
      async readPullRequestStates(repositoryId, numbers) {
        const states = await store.readPullRequestStates(repositoryId, numbers);
        return numbers.flatMap((asked) => states.filter(({ number }) => number === asked));
      },
    }),
    fails: ["A number is answered once, however often it is asked for"],
  },
  {
    bug: "has one dirty list for all repositories",
    breaks: ({ store }) => ({
      async readDirty(_, numbers) {
        const repositories = await listTracked(store, { limit: 1000 });
        const lists = repositories.map(({ id }) => store.readDirty(id, numbers));
        return (await Promise.all(lists)).flat();
      },
    }),
    fails: ["Each repository has a dirty list of its own"],
  },
  {
    bug: "reads only as many numbers as one statement can name",
    breaks: ({ store }) => ({
      readDirty: (repositoryId, numbers) => store.readDirty(repositoryId, numbers.slice(0, 999)),
    }),
    fails: ["Thousands of entries are put, read and removed at once"],
  },
];

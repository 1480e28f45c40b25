import { GhsyncError } from "@ghsync/core";
import type { BrokenStore } from "../broken-store.ts";
import { turn } from "../turn.ts";

export const brokenCommits: readonly BrokenStore[] = [
  {
    // Half the revisions are its own secret, so that it is found by what it leaves behind and by nothing else.
    bug: "writes the state of a page first, and its rows in a second transaction",
    breaks: ({ store, readRows }) => ({
      async readState(repositoryId) {
        const read = await store.readState(repositoryId);
        return read && { ...read, revision: Math.floor(read.revision / 2) };
      },
      async commitPage(lease, { snapshots, ...page }) {
        const { revision } = await store.commitPage(lease, {
          ...page,
          revision: page.revision * 2,
        });
        const second = await store.commitPage(lease, { revision, ...(snapshots && { snapshots }) });
        return { ...second, revision: second.revision / 2 };
      },
      async readRows(repositoryId) {
        const rows = await readRows(repositoryId);
        return rows.map((row) => ({ ...row, revision: row.revision / 2 }));
      },
    }),
    fails: [
      "I3: a commit whose last value cannot be stored writes nothing, and the next one is as good as ever",
      "I3: a commit that fails in the database writes nothing, and succeeds when the database works again",
    ],
  },
  {
    bug: "skips a value that it cannot store",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        try {
          return await store.commitPage(lease, page);
        } catch (error) {
          if (error instanceof GhsyncError) throw error;
          const { snapshots, ...rest } = page;
          return store.commitPage(lease, rest);
        }
      },
    }),
    fails: [
      "I3: a commit whose last value cannot be stored writes nothing, and the next one is as good as ever",
      "I3: a commit that fails in the database writes nothing, and succeeds when the database works again",
    ],
  },
  {
    bug: "looks at the revision before it writes",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        const before = await store.readState(lease.repositoryId);
        if (before?.revision !== page.revision) return store.commitPage(lease, page);
        await turn();
        const now = await store.readState(lease.repositoryId);
        return store.commitPage(lease, { ...page, revision: now?.revision ?? 0 });
      },
    }),
    fails: [
      "I5: of many commits at one revision, exactly one is written, and whole",
      "I5: of commits at one revision through two handles, exactly one is written, and whole",
    ],
  },
  {
    bug: "lets one commit in at a time",
    breaks: ({ store }) => {
      let isLocked = false;
      return {
        async commitPage(lease, page) {
          if (isLocked) throw new Error("The database is locked.");
          isLocked = true;
          await turn();
          return store.commitPage(lease, page).finally(() => {
            isLocked = false;
          });
        },
      };
    },
    fails: [
      "I5: of many commits at one revision, exactly one is written, and whole",
      "I5: of commits at one revision through two handles, exactly one is written, and whole",
      "Repositories are committed side by side, each with revisions of its own",
    ],
  },
  {
    bug: "raises no revision where there is nothing to write",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        const isEmpty = Object.values(page).every((part) => Object.keys(Object(part)).length === 0);
        return isEmpty
          ? { revision: page.revision, rowsWritten: 0, changed: [] }
          : store.commitPage(lease, page);
      },
    }),
    fails: ["A commit of nothing raises the revision all the same"],
  },
  {
    bug: "drops what a statement cannot hold",
    breaks: ({ store }) => ({
      commitPage: (lease, page) =>
        store.commitPage(lease, {
          ...page,
          ...(page.snapshots && { snapshots: page.snapshots.slice(0, 100) }),
        }),
    }),
    fails: ["A large page is stored whole, and found equal"],
  },
  {
    bug: "counts the snapshots that it was given as the rows that it wrote",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        const result = await store.commitPage(lease, page);
        return { ...result, rowsWritten: page.snapshots?.length ?? 0 };
      },
    }),
    fails: [
      "I3: a commit writes rows, dirty list, state and identity, and raises the revision by one",
      "I3: a commit whose last value cannot be stored writes nothing, and the next one is as good as ever",
      "I3: a commit that fails in the database writes nothing, and succeeds when the database works again",
      "A large page is stored whole, and found equal",
    ],
  },
];

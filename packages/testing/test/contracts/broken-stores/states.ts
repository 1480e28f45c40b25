import type { SyncState } from "@ghsync/core";
import type { BrokenStore } from "../broken-store.ts";
import type { Breakage, Wrapped } from "../whole-subject.ts";

/** Changes a patch of the state on its way to the store. */
function changing(change: (patch: Partial<SyncState>, before: SyncState) => Partial<SyncState>) {
  return ({ store }: Wrapped): Breakage => ({
    async commitPage(lease, page) {
      const before = await store.getRepository(lease.repositoryId);
      if (!page.state || !before) return store.commitPage(lease, page);
      return store.commitPage(lease, { ...page, state: change(page.state, before.state) });
    },
  });
}

export const brokenStates: readonly BrokenStore[] = [
  {
    bug: "leaves what a patch clears",
    breaks: changing((patch) =>
      Object.fromEntries(Object.entries(patch).filter(([, part]) => part !== undefined)),
    ),
    fails: ["A part that a patch names with undefined is cleared"],
  },
  {
    bug: "takes a patch for the whole state",
    breaks: changing((patch) => ({
      reason: undefined,
      lastSuccessAt: undefined,
      lastSyncAt: undefined,
      ...patch,
    })),
    fails: [
      "A patch replaces the parts that it names, whole, and leaves the others",
      "A commit without state, or with an empty one, leaves the state",
    ],
  },
  {
    bug: "merges a checkpoint into the one before",
    breaks: changing((patch, { checkpoint }) => ({
      ...patch,
      ...(patch.checkpoint && { checkpoint: { ...checkpoint, ...patch.checkpoint } }),
    })),
    fails: ["A patch replaces the parts that it names, whole, and leaves the others"],
  },
  {
    bug: "keeps a checkpoint as JSON, with texts for its instants",
    breaks: changing((patch) => ({
      ...patch,
      ...(patch.checkpoint && { checkpoint: JSON.parse(JSON.stringify(patch.checkpoint)) }),
    })),
    fails: [
      "A state comes back as it was written, with the instants of its checkpoint",
      "A patch replaces the parts that it names, whole, and leaves the others",
      "A part that a patch names with undefined is cleared",
      "A commit without state, or with an empty one, leaves the state",
    ],
  },
  {
    bug: "sets the state back when a lease is taken",
    breaks: ({ store }) => ({
      async acquireLease(request) {
        const lease = await store.acquireLease(request);
        const read = await store.readState(request.repositoryId);
        if (!lease || !read || read.revision === 0) return lease;
        const { revision } = read;
        await store.commitPage(lease, { revision, state: { status: "syncing" } });
        return lease;
      },
    }),
    fails: ["A lease that is taken, renewed and given back leaves the state"],
  },
];

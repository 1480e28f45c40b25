import { createMemoryStore } from "@ghsync/store-memory";
import { listTracked } from "../../../src/contracts/repo-store/read-rows.ts";
import type { BrokenStore } from "../broken-store.ts";
import { turn } from "../turn.ts";

const everything = { limit: 1000 };

export const brokenCatalogues: readonly BrokenStore[] = [
  {
    bug: "resets what a second call leaves out",
    breaks: ({ store }) => ({
      trackRepository: (input) =>
        store.trackRepository({ active: true, encryptedToken: null, ...input }),
    }),
    fails: ["Tracking a repository twice returns the same row, and changes only what is given"],
  },
  {
    bug: "distinguishes names by their case",
    breaks: ({ store }) => ({
      async trackRepository(input) {
        const known = await listTracked(store, everything);
        const tracked = await store.trackRepository(input);
        const isExact =
          known.every(({ id }) => id !== tracked.id) || tracked.fullName === input.fullName;
        return isExact ? tracked : { ...tracked, id: `another ${tracked.id}` };
      },
    }),
    fails: [
      "Tracking a repository in another case of its name returns the same row, and keeps its name",
      "After a rename the new name finds the row, in any case",
      "A rename that changes only the case of a name is a rename",
      "A rename to a name that another row has is committed, and either row is still found by its former name",
    ],
  },
  {
    bug: "looks whether a repository is tracked before it tracks it",
    breaks: ({ store }) => {
      let others = 0;
      return {
        async trackRepository(input) {
          const known = await listTracked(store, everything);
          await turn();
          const isNew = !known.some(({ fullName }) => fullName === input.fullName);
          const now = await listTracked(store, everything);
          const isTaken = now.some(({ fullName }) => fullName === input.fullName);
          if (!isNew || !isTaken) return store.trackRepository(input);
          others += 1;
          return store.trackRepository({ ...input, tenantId: `another ${others}` });
        },
      };
    },
    fails: ["Tracked by several at once, a repository has one row"],
  },
  {
    bug: "replaces the row of a repository that is tracked again",
    breaks: ({ store }) => ({
      async trackRepository(input) {
        const known = await listTracked(store, { ...everything, active: true });
        const found = known.find(({ fullName }) => fullName === input.fullName);
        if (found && input.encryptedToken) {
          await store.untrackRepository(found.id, { deleteRecords: true });
        }
        return store.trackRepository(input);
      },
    }),
    fails: ["Tracking a synced repository again leaves its records and state"],
  },
  {
    bug: "has one name for all tenants",
    breaks: ({ store }) => ({
      trackRepository: ({ tenantId, ...input }) => store.trackRepository(input),
    }),
    fails: [
      "One name under several tenants is as many repositories; no tenant is none of them",
      "A repository of the same name under another tenant does not prevent a rename",
    ],
  },
  {
    bug: "keeps its data in its process",
    breaks: () => ({ connect: createMemoryStore }),
    fails: ["What one handle tracks and commits, another reads"],
  },
  {
    bug: "clears what a change leaves out",
    breaks: ({ store }) => ({
      updateRepository: (id, { encryptedToken = null, ...change }) =>
        store.updateRepository(id, { encryptedToken, ...change }),
    }),
    fails: ["A repository is changed by its id: what is given, and nothing else"],
  },
  {
    bug: "throws for a repository that is not there",
    breaks: ({ store }) => ({
      async getRepository(repositoryId) {
        const found = await store.getRepository(repositoryId);
        if (!found) throw new Error("No record was found.");
        return found;
      },
    }),
    fails: [
      "An unknown repository is a value, in every method that reads or untracks",
      "No id finds nothing, or refuses, and changes nothing",
    ],
  },
  {
    bug: "lets a rename fail on the unique name of another row",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        const result = await store.commitPage(lease, page);
        const name = page.identity?.fullName.toLowerCase();
        const held = (await listTracked(store, everything)).filter(
          ({ fullName, tenantId }) => fullName.toLowerCase() === name && tenantId === null,
        );
        if (held.length > 1) throw new Error("A unique constraint failed.");
        return result;
      },
    }),
    fails: [
      "A rename to a name that another row has is committed, and either row is still found by its former name",
      "Of two repositories that are renamed to one name at once, one gets it, and both are committed",
    ],
  },
  {
    bug: "knows a repository by the name that it was tracked under alone",
    breaks: ({ store }) => ({
      commitPage: (lease, { identity, ...page }) => store.commitPage(lease, page),
    }),
    fails: [
      "After a rename the new name finds the row, in any case",
      "A rename that changes only the case of a name is a rename",
      "A rename to a name that another row has is committed, and either row is still found by its former name",
      "A repository of the same name under another tenant does not prevent a rename",
      "Of two repositories that are renamed to one name at once, one gets it, and both are committed",
    ],
  },
];

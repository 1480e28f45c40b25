import { listTracked } from "../../../src/contracts/repo-store/read-rows.ts";
import type { BrokenStore } from "../broken-store.ts";

export const brokenMidRuns: readonly BrokenStore[] = [
  {
    bug: "lets a run go on after its repository was deactivated",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        const read = await store.getRepository(lease.repositoryId);
        if (!read || read.repository.active) return store.commitPage(lease, page);
        const { fullName, tenantId } = read.repository;
        await store.trackRepository({ fullName, tenantId, active: true });
        const result = await store.commitPage(lease, page);
        await store.untrackRepository(lease.repositoryId, { deleteRecords: false });
        return result;
      },
    }),
    fails: [
      "I5: a commit to a repository that was untracked without its records in mid-run is refused, and everything stays as it was",
      "I5: a commit to a repository that was deactivated in mid-run is refused, and everything stays as it was",
    ],
  },
  {
    bug: "keeps the records that it should delete",
    breaks: ({ store }) => ({
      untrackRepository: (repositoryId) =>
        store.untrackRepository(repositoryId, { deleteRecords: false }),
    }),
    fails: [
      "I5: a commit to a repository that was untracked with its records in mid-run is refused, and leaves no row behind",
      "I5: untracked and committed at once through two handles, a repository leaves no row behind",
      "I5: a lease from before a repository was untracked with its records is refused after it is tracked again",
      "Untracking returns whether there was such a repository, also when called again",
      "Untracked with its records, a repository leaves nothing, and others keep theirs",
    ],
  },
  {
    bug: "deletes the records that it should keep",
    breaks: ({ store }) => ({
      untrackRepository: (repositoryId) =>
        store.untrackRepository(repositoryId, { deleteRecords: true }),
    }),
    fails: [
      "I5: a commit to a repository that was untracked without its records in mid-run is refused, and everything stays as it was",
      "A repository that is activated again goes on where it stood",
      "Untracking returns whether there was such a repository, also when called again",
    ],
  },
  {
    bug: "knows repositories by name, and starts the fence of each again",
    breaks: ({ store }) => {
      const ids = new Map<string, string>();
      const names = new Map<string, string>();
      return {
        async trackRepository(input) {
          const repository = await store.trackRepository(input);
          ids.set(input.fullName, repository.id);
          names.set(repository.id, input.fullName);
          return repository;
        },
        commitPage: async (lease, page) => {
          const repositoryId = ids.get(names.get(lease.repositoryId) ?? "") ?? lease.repositoryId;
          return store.commitPage({ ...lease, repositoryId }, page);
        },
      };
    },
    fails: [
      "I5: a lease from before a repository was untracked with its records is refused after it is tracked again",
    ],
  },
  {
    bug: "deletes the rows of every repository with those of one",
    breaks: ({ store }) => ({
      async untrackRepository(repositoryId, options) {
        const found = await store.untrackRepository(repositoryId, options);
        if (!found || !options.deleteRecords) return found;
        for (const { id } of await listTracked(store, { limit: 1000 })) {
          await store.untrackRepository(id, options);
        }
        return found;
      },
    }),
    fails: ["Untracked with its records, a repository leaves nothing, and others keep theirs"],
  },
  {
    bug: "starts over when a repository is activated again",
    breaks: ({ store }) => ({
      async trackRepository(input) {
        const [found] = (await listTracked(store, { active: false, limit: 1000 })).filter(
          ({ fullName }) => fullName === input.fullName,
        );
        if (found && input.active) await store.untrackRepository(found.id, { deleteRecords: true });
        return store.trackRepository(input);
      },
    }),
    fails: ["A repository that is activated again goes on where it stood"],
  },
  {
    bug: "returns that it untracked every id that it gets",
    breaks: ({ store }) => ({
      async untrackRepository(repositoryId, options) {
        await store.untrackRepository(repositoryId, options);
        return true;
      },
    }),
    fails: ["Untracking returns whether there was such a repository, also when called again"],
  },
];

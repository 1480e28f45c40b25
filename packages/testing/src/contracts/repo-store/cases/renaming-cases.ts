import assert from "node:assert/strict";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { startRun } from "../start-run.ts";

const called = (fullName: string) => ({
  identity: { githubId: 7, nodeId: "R_7", fullName },
});

/** What GitHub says of a repository's identity, and which row a name then answers. */
export const renamingCases: readonly RepoStoreCase[] = [
  {
    name: "After a rename the new name finds the row, in any case",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit(called("octo/Renamed"));
      const { fullName, githubId, nodeId } = await store.trackRepository({
        fullName: "octo/renamed",
      });
      assert.deepEqual([fullName, githubId, nodeId], ["octo/Renamed", 7, "R_7"]);
      assert.equal(
        (await store.trackRepository({ fullName: "octo/renamed" })).id,
        id,
        "The new name finds the row that was renamed.",
      );
    },
  },
  {
    name: "A rename that changes only the case of a name is a rename",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit(called("Octo/Repo"));
      assert.equal((await store.getRepository(id))?.repository.fullName, "Octo/Repo");
      assert.equal(
        (await store.trackRepository({ fullName: "octo/repo" })).id,
        id,
        "The name finds the row in any case.",
      );
    },
  },
  {
    name: "A rename to a name that another row has is committed, and either row is still found by its former name",
    async run({ store }) {
      const holder = await store.trackRepository({ fullName: "octo/Renamed" });
      const { id, commit } = await startRun(store);
      await commit(called("octo/renamed"));
      assert.equal((await store.getRepository(id))?.repository.fullName, "octo/renamed");
      assert.equal(
        (await store.trackRepository({ fullName: "octo/renamed" })).id,
        holder.id,
        "The name finds the row that had it first.",
      );
      assert.equal(
        (await store.trackRepository({ fullName: "octo/repo" })).id,
        id,
        "The renamed row is still found by its former name.",
      );
      assert.equal(
        (await store.listRepositories({ limit: 9 })).length,
        2,
        "No third row comes of it.",
      );
    },
  },
  {
    name: "A repository of the same name under another tenant does not prevent a rename",
    async run({ store }) {
      await store.trackRepository({ fullName: "octo/renamed", tenantId: "other" });
      const { id, commit } = await startRun(store);
      await commit(called("octo/renamed"));
      assert.equal(
        (await store.trackRepository({ fullName: "octo/renamed" })).id,
        id,
        "The new name finds the row that was renamed.",
      );
    },
  },
  {
    name: "Of two repositories that are renamed to one name at once, one gets it, and both are committed",
    async run({ store }) {
      const runs = [await startRun(store, "octo/a"), await startRun(store, "octo/b")];
      await Promise.all(runs.map(({ commit }) => commit(called("octo/one"))));
      const { id } = await store.trackRepository({ fullName: "octo/one" });
      assert.ok(
        runs.some((run) => run.id === id),
        "The name finds one of the two rows.",
      );
      assert.equal(
        (await store.listRepositories({ limit: 9 })).length,
        2,
        "No third row comes of it.",
      );
    },
  },
];

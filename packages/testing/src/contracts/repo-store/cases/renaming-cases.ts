import assert from "node:assert/strict";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { startRun } from "../start-run.ts";

const called = (fullName: string) => ({
  identity: { githubId: 7, nodeId: "R_7", fullName },
});

/** What GitHub says of a repository's identity, and which row a name then answers. */
export const renamingCases: readonly RepoStoreCase[] = [
  {
    name: "After a rename the new name answers the row, in any case",
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
        "The new name answers the row that was renamed.",
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
        "The name answers the row in any case.",
      );
    },
  },
  {
    name: "A rename onto a name that another row holds is committed; either row answers to the name it held",
    async run({ store }) {
      const holder = await store.trackRepository({ fullName: "octo/Renamed" });
      const { id, commit } = await startRun(store);
      await commit(called("octo/renamed"));
      assert.equal((await store.getRepository(id))?.repository.fullName, "octo/renamed");
      assert.equal(
        (await store.trackRepository({ fullName: "octo/renamed" })).id,
        holder.id,
        "The name answers the row that held it first.",
      );
      assert.equal(
        (await store.trackRepository({ fullName: "octo/repo" })).id,
        id,
        "The name that the renamed row held still answers it.",
      );
      assert.equal(
        (await store.listRepositories({ limit: 9 })).length,
        2,
        "No third row comes of it.",
      );
    },
  },
  {
    name: "The same name under another tenant does not stand in a rename's way",
    async run({ store }) {
      await store.trackRepository({ fullName: "octo/renamed", tenantId: "other" });
      const { id, commit } = await startRun(store);
      await commit(called("octo/renamed"));
      assert.equal(
        (await store.trackRepository({ fullName: "octo/renamed" })).id,
        id,
        "The new name answers the row that was renamed.",
      );
    },
  },
  {
    name: "Of two repositories that are renamed onto one name at once, one holds it, and both are committed",
    async run({ store }) {
      const runs = [await startRun(store, "octo/a"), await startRun(store, "octo/b")];
      await Promise.all(runs.map(({ commit }) => commit(called("octo/one"))));
      const { id } = await store.trackRepository({ fullName: "octo/one" });
      assert.ok(
        runs.some((run) => run.id === id),
        "The name answers one of the two rows.",
      );
      assert.equal(
        (await store.listRepositories({ limit: 9 })).length,
        2,
        "No third row comes of it.",
      );
    },
  },
];

import assert from "node:assert/strict";
import { at } from "../../at.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { listTracked } from "../read-rows.ts";
import { caseWith, type RepoStoreCase } from "../repo-store-case.ts";
import { startRun } from "../start-run.ts";

/** What is known of the repositories that a host tracks. */
export const catalogueCases: readonly RepoStoreCase[] = [
  {
    name: "Tracking a repository twice returns the same row, and changes only what is given",
    async run({ store }) {
      const fullName = "octo/repo";
      const first = await store.trackRepository({ fullName, encryptedToken: "sealed" });
      assert.deepEqual(first, {
        id: first.id,
        tenantId: null,
        fullName,
        githubId: null,
        nodeId: null,
        active: true,
        encryptedToken: "sealed",
      });
      const again = await store.trackRepository({ fullName, active: false });
      assert.deepEqual(again, { ...first, active: false });
      const cleared = await store.trackRepository({ fullName, encryptedToken: null });
      assert.deepEqual(cleared, { ...first, active: false, encryptedToken: null });
      assert.deepEqual(await listTracked(store, { limit: 10 }), [cleared]);
    },
  },
  {
    name: "A repository is changed by its id: what is given, and nothing else",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ state: { status: "complete" } });
      const other = await store.trackRepository({ fullName: "octo/other" });
      const before = await store.getRepository(id);
      for (const change of [{ encryptedToken: "a" }, { active: false }, { encryptedToken: null }]) {
        const held = (await store.getRepository(id))?.repository;
        assert.deepEqual(await store.updateRepository(id, change), { ...held, ...change });
      }
      const unset = { active: undefined, encryptedToken: undefined };
      const after = { ...before?.repository, active: false, encryptedToken: null };
      assert.deepEqual(await store.updateRepository(id, unset), after);
      assert.deepEqual(await store.updateRepository(id, {}), after);
      assert.deepEqual(await store.getRepository(id), { ...before, repository: after });
      assert.deepEqual((await store.getRepository(other.id))?.repository, other);
    },
  },
  {
    name: "Tracking a repository in another case of its name returns the same row, and keeps its name",
    async run({ store }) {
      const first = await store.trackRepository({ fullName: "Octo/Repo" });
      assert.deepEqual(await store.trackRepository({ fullName: "octo/repo" }), first);
      assert.deepEqual(await store.trackRepository({ fullName: "OCTO/REPO" }), first);
    },
  },
  {
    name: "Tracking a synced repository again leaves its records and state",
    async run({ store, readRows }) {
      const { id, commit } = await startRun(store);
      await commit({ ...toStore(exampleSnapshot(1)), state: { status: "complete" } });
      await store.trackRepository({ fullName: "octo/repo", encryptedToken: "renewed" });
      assert.equal((await store.getRepository(id))?.state.status, "complete");
      assert.equal((await readRows(id)).length, 6, "The six rows that were stored stay.");
    },
  },
  {
    name: "One name under several tenants is as many repositories; no tenant is none of them",
    async run({ store }) {
      const tenants = [null, "", "a", "b", "a/b", "null"];
      const repositories = [];
      for (const tenantId of tenants) {
        repositories.push(await store.trackRepository({ fullName: "octo/repo", tenantId }));
      }
      assert.deepEqual(
        repositories.map(({ tenantId }) => tenantId),
        tenants,
      );
      assert.equal(
        new Set(repositories.map(({ id }) => id)).size,
        tenants.length,
        "Each tenant has a repository with an id of its own.",
      );
    },
  },
  {
    name: "Tracked by several at once, a repository has one row",
    async run({ store }) {
      const fullName = "octo/repo";
      const tracked = await Promise.all(
        Array.from({ length: 8 }, () => store.trackRepository({ fullName })),
      );
      assert.equal(
        new Set(tracked.map(({ id }) => id)).size,
        1,
        "Each of them is answered the same id.",
      );
      assert.equal(
        (await store.listRepositories({ limit: 10 })).length,
        1,
        "The repository is listed once.",
      );
    },
  },
  caseWith(
    "connect",
    "What one handle tracks and commits, another reads",
    async ({ store, connect }) => {
      const other = await connect();
      const { id, commit } = await startRun(store);
      await commit({ ...toStore(exampleSnapshot(1)), state: { status: "complete" } });
      assert.equal((await other.trackRepository({ fullName: "octo/repo" })).id, id);
      assert.deepEqual(await other.readState(id), await store.readState(id));
      assert.equal(
        (await other.readPullRequestStates(id, [1])).length,
        1,
        "What one handle stored, the other reads.",
      );
    },
  ),
  {
    name: "An unknown repository is a value, in every method that reads or untracks",
    async run({ store }) {
      const answers = {
        getRepository: await store.getRepository("none"),
        readState: await store.readState("none"),
        updateRepository: await store.updateRepository("none", { active: true }),
        untrackRepository: await store.untrackRepository("none", { deleteRecords: false }),
        untrackWithRecords: await store.untrackRepository("none", { deleteRecords: true }),
        readPullRequestStates: await store.readPullRequestStates("none", [1]),
        listDirty: await store.listDirty("none", { now: at(0), limit: 1 }),
        readDirty: await store.readDirty("none", [1]),
      };
      assert.deepEqual(answers, {
        getRepository: undefined,
        readState: undefined,
        updateRepository: undefined,
        untrackRepository: false,
        untrackWithRecords: false,
        readPullRequestStates: [],
        listDirty: [],
        readDirty: [],
      });
    },
  },
];

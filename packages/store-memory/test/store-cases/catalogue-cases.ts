import assert from "node:assert/strict";
import { exampleSnapshot, toStore } from "./example-snapshot.ts";
import { at, type StoreCase, startRun } from "./store-case.ts";

/** Tracking, listing, and what is due. */
export const catalogueCases: readonly StoreCase[] = [
  {
    name: "Tracking a repository twice answers the same row, and changes only what is given",
    async run({ store }) {
      const first = await store.trackRepository({
        fullName: "octo/repo",
        encryptedToken: "sealed",
      });
      assert.deepEqual(first, {
        id: first.id,
        tenantId: null,
        fullName: "octo/repo",
        githubId: null,
        nodeId: null,
        active: true,
        encryptedToken: "sealed",
      });
      const again = await store.trackRepository({ fullName: "octo/repo", active: false });
      assert.deepEqual(again, { ...first, active: false });
      const cleared = await store.trackRepository({ fullName: "octo/repo", encryptedToken: null });
      assert.deepEqual(cleared, { ...first, active: false, encryptedToken: null });
      assert.equal((await store.listRepositories({ limit: 10 })).length, 1);
    },
  },
  {
    name: "Tracking a repository in another case of its name answers the same row",
    async run({ store }) {
      const first = await store.trackRepository({ fullName: "Octo/Repo" });
      const again = await store.trackRepository({ fullName: "octo/repo" });
      assert.deepEqual(again, first);
    },
  },
  {
    name: "Tracking a synced repository again leaves its records and state",
    async run({ store, rows }) {
      const { id, commit } = await startRun(store);
      await commit({ ...toStore(exampleSnapshot(1)), state: { status: "complete" } });
      await store.trackRepository({ fullName: "octo/repo", encryptedToken: "renewed" });
      const read = await store.getRepository(id);
      assert.equal(read?.state.status, "complete");
      assert.equal((await rows(id)).length, 6);
    },
  },
  {
    name: "One name under two tenants is two repositories",
    async run({ store }) {
      const repositories = await Promise.all(
        [null, "a", "b"].map((tenantId) =>
          store.trackRepository({ fullName: "octo/repo", tenantId }),
        ),
      );
      assert.equal(new Set(repositories.map(({ id }) => id)).size, 3);
      const ofA = await store.listRepositories({ limit: 10, tenantId: "a" });
      assert.deepEqual(ofA, [repositories[1]]);
    },
  },
  {
    name: "Tracked by several at once, a repository has one row",
    async run({ store }) {
      const ids = await Promise.all(
        Array.from({ length: 8 }, () => store.trackRepository({ fullName: "octo/repo" })),
      );
      assert.equal(new Set(ids.map(({ id }) => id)).size, 1);
    },
  },
  {
    name: "A repository that was never synced is pending, at revision 0",
    async run({ store }) {
      const repository = await store.trackRepository({ fullName: "octo/repo" });
      const state = { status: "pending", consecutiveFailures: 0, checkpoint: { streams: {} } };
      assert.deepEqual(await store.getRepository(repository.id), { repository, state });
      assert.deepEqual(await store.readState(repository.id), {
        repository,
        state,
        revision: 0,
        dirtyCount: 0,
        failedCount: 0,
      });
    },
  },
  {
    name: "An unknown repository is a value, in every method",
    async run({ store }) {
      assert.equal(await store.getRepository("none"), undefined);
      assert.equal(await store.readState("none"), undefined);
      assert.equal(await store.untrackRepository("none", { deleteRecords: false }), false);
      assert.equal(await store.untrackRepository("none", { deleteRecords: true }), false);
      assert.deepEqual(await store.readPullRequestStates("none", [1]), []);
      assert.deepEqual(await store.listDirty("none", { now: at(0), limit: 1 }), []);
      assert.deepEqual(await store.readDirty("none", [1]), []);
    },
  },
  {
    name: "Untracked without its records, a repository is inactive and everything stays",
    async run({ store, rows }) {
      const { id, commit } = await startRun(store);
      await commit({
        ...toStore(exampleSnapshot(1)),
        dirty: [{ number: 2, stamps: {}, attempts: 0 }],
      });
      assert.equal(await store.untrackRepository(id, { deleteRecords: false }), true);
      assert.equal(await store.untrackRepository(id, { deleteRecords: false }), true);
      const read = await store.readState(id);
      assert.equal(read?.repository.active, false);
      assert.equal(read.dirtyCount, 1);
      assert.equal((await rows(id)).length, 6);
    },
  },
  {
    name: "Untracked with its records, a repository leaves nothing, and others keep theirs",
    async run({ store, rows }) {
      const gone = await startRun(store, "octo/gone");
      const kept = await startRun(store, "octo/kept");
      for (const { commit } of [gone, kept]) {
        await commit({
          ...toStore(exampleSnapshot(1)),
          dirty: [{ number: 2, stamps: {}, attempts: 0 }],
        });
      }
      assert.equal(await store.untrackRepository(gone.id, { deleteRecords: true }), true);
      assert.equal(await store.untrackRepository(gone.id, { deleteRecords: true }), false);
      assert.equal(await store.getRepository(gone.id), undefined);
      assert.deepEqual(await rows(gone.id), []);
      assert.deepEqual(await store.readDirty(gone.id, [2]), []);
      assert.equal((await rows(kept.id)).length, 6);
      assert.equal((await store.readState(kept.id))?.dirtyCount, 1);
    },
  },
  {
    name: "Repositories are listed page by page in the order of their ids",
    async run({ store }) {
      const names = Array.from({ length: 12 }, (_, index) => `octo/repo-${index}`);
      for (const fullName of names) {
        await store.trackRepository({ fullName, active: fullName !== "octo/repo-3" });
      }
      const seen: string[] = [];
      let after: string | undefined;
      for (;;) {
        const page = await store.listRepositories({ after, limit: 5, active: true });
        if (page.length === 0) break;
        assert.ok(page.length <= 5);
        seen.push(...page.map(({ fullName }) => fullName));
        after = page.at(-1)?.id;
      }
      assert.equal(seen.length, 11);
      assert.deepEqual(new Set([...seen, "octo/repo-3"]), new Set(names));
      const inactive = await store.listRepositories({ limit: 5, active: false });
      assert.deepEqual(
        inactive.map(({ fullName }) => fullName),
        ["octo/repo-3"],
      );
    },
  },
  {
    name: "What is due comes longest without an attempt first, and never attempted before all",
    async run({ store }) {
      const attempts = { late: at(-1), early: at(-9), never: undefined };
      const ids: Record<string, string> = {};
      for (const [name, lastAttemptAt] of Object.entries(attempts)) {
        const { id, lease, commit } = await startRun(store, `octo/${name}`);
        await commit({ state: { lastAttemptAt } });
        await store.releaseLease(lease);
        ids[name] = id;
      }
      const due = await store.listDue(at(0), { limit: 10 });
      assert.deepEqual(
        due.map(({ id }) => id),
        [ids.never, ids.early, ids.late],
      );
      const first = await store.listDue(at(0), { limit: 1 });
      assert.deepEqual(
        first.map(({ id }) => id),
        [ids.never],
      );
    },
  },
  {
    name: "Ties among the due go by id",
    async run({ store }) {
      for (let index = 0; index < 6; index += 1) {
        await store.trackRepository({ fullName: `octo/repo-${index}` });
      }
      assert.deepEqual(
        await store.listDue(at(0), { limit: 6 }),
        await store.listRepositories({ limit: 6 }),
      );
    },
  },
  {
    name: "Not due: what is inactive, leased, or told to wait; due again at the very instant",
    async run({ store }) {
      const { id, lease, commit } = await startRun(store);
      const isDue = async (now: Date) => (await store.listDue(now, { limit: 9 })).length === 1;
      assert.equal(await isDue(at(0)), false);
      assert.equal(await isDue(lease.expiresAt), true);
      await commit({ state: { nextAttemptAt: at(30) } });
      await store.releaseLease(lease);
      assert.equal(await isDue(at(29)), false);
      assert.equal(await isDue(at(30)), true);
      await store.untrackRepository(id, { deleteRecords: false });
      assert.equal(await isDue(at(30)), false);
    },
  },
];

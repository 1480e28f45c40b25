import assert from "node:assert/strict";
import type { RepoStore, RepositoryRead, SyncState } from "@ghsync/core";
import { at } from "../../at.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { startRun } from "../start-run.ts";

/** A repository with such a state, and its lease given back. */
async function withState(store: RepoStore, fullName: string, state: Partial<SyncState>) {
  const { id, lease, commit } = await startRun(store, fullName);
  await commit({ state });
  await store.releaseLease(lease);
  return id;
}

async function due(store: RepoStore, minutes: number, limit = 100): Promise<string[]> {
  const repositories = await store.listDue(at(minutes), { limit });
  return repositories.map(({ repository }) => repository.id);
}

/** Which repositories may run. */
export const dueListCases: readonly RepoStoreCase[] = [
  {
    name: "What became due first comes first, and what waits for nothing before all",
    async run({ store }) {
      // The last attempts are in another order.
      const [late, early] = [
        await withState(store, "octo/late", { nextAttemptAt: at(-1), lastAttemptAt: at(-9) }),
        await withState(store, "octo/early", { nextAttemptAt: at(-5), lastAttemptAt: at(-6) }),
      ];
      const never = await withState(store, "octo/never", { lastAttemptAt: at(-2) });
      assert.deepEqual(await due(store, 0), [never, early, late]);
      assert.deepEqual(await due(store, 0, 1), [never]);
      assert.deepEqual(await due(store, 0, 2), [never, early]);
    },
  },
  {
    name: "A repository whose lease expired became due when it expired, or at its next attempt if that is later",
    async run({ store }) {
      const ids: string[] = [];
      for (const [name, nextAttempt] of [
        ["octo/lease", -9],
        ["octo/between", 1],
        ["octo/attempt", 3],
      ] as const) {
        ids.push(await withState(store, name, { nextAttemptAt: at(nextAttempt) }));
      }
      const [lease = "", between, attempt = ""] = ids;
      for (const repositoryId of [lease, attempt]) {
        const request = { repositoryId, owner: "a", now: at(0), ttlMs: 120_000 };
        assert.ok(await store.acquireLease(request), "The lease is granted.");
      }
      assert.deepEqual(await due(store, 2), [between, lease]);
      assert.deepEqual(await due(store, 3), [between, lease, attempt]);
    },
  },
  {
    name: "Ties among the due go by id",
    async run({ store }) {
      for (const [index, name] of ["f", "b", "d", "a", "e", "c"].entries()) {
        const lastAttemptAt = at(-index);
        await withState(store, `octo/${name}`, { nextAttemptAt: at(-1), lastAttemptAt });
      }
      assert.deepEqual(
        await store.listDue(at(0), { limit: 6 }),
        await store.listRepositories({ limit: 6 }),
      );
    },
  },
  {
    name: "Pages of what is due hold each repository once, in the order in which they became due",
    async run({ store }) {
      for (const name of ["f", "b", "d"]) await withState(store, `octo/${name}`, {});
      for (const name of ["a", "e", "c"]) {
        await withState(store, `octo/${name}`, { nextAttemptAt: at(-1) });
      }
      await withState(store, "octo/early", { nextAttemptAt: at(-9) });
      await withState(store, "octo/late", { nextAttemptAt: at(0) });
      const leased = await withState(store, "octo/leased", { nextAttemptAt: at(-9) });
      const request = { repositoryId: leased, owner: "a", now: at(0), ttlMs: 60_000 };
      assert.ok(await store.acquireLease(request), "The lease is granted.");
      const whole = await store.listDue(at(5), { limit: 100 });
      assert.equal(whole.length, 9, "All nine repositories are due.");
      assert.equal(whole.at(-1)?.repository.id, leased, "The lease ended last.");
      for (const limit of [1, 2, 3, 8, 9]) {
        const listed: RepositoryRead[] = [];
        for (;;) {
          const page = await store.listDue(at(5), { after: listed.at(-1), limit });
          assert.ok(page.length <= limit, "A page is no longer than its limit.");
          if (page.length === 0) break;
          listed.push(...page);
          assert.ok(listed.length < 100, "The pages come to an end.");
        }
        assert.deepEqual(listed, whole);
      }
    },
  },
  {
    name: "A repository with a next attempt is due from that instant on, and at once when the next attempt is removed",
    async run({ store }) {
      const { id, lease, commit } = await startRun(store);
      await commit({ state: { nextAttemptAt: at(30) } });
      await store.releaseLease(lease);
      assert.deepEqual(await due(store, 29), []);
      assert.deepEqual(await due(store, 30), [id]);
      const again = await startRun(store);
      await again.commit({ state: { nextAttemptAt: undefined } });
      await store.releaseLease(again.lease);
      assert.deepEqual(await due(store, 29), [id]);
    },
  },
  {
    name: "A repository with a live lease is not due; with one that was given back, or expired, it is",
    async run({ store }) {
      const { id } = await store.trackRepository({ fullName: "octo/repo" });
      const request = { repositoryId: id, owner: "a", now: at(0), ttlMs: 60_000 };
      const lease = await store.acquireLease(request);
      assert.ok(lease, "The lease is granted.");
      assert.deepEqual(await due(store, 0), []);
      assert.deepEqual(await due(store, 1), [id]);
      await store.releaseLease(lease);
      assert.deepEqual(await due(store, 0), [id]);
    },
  },
  {
    name: "An inactive repository is not due",
    async run({ store }) {
      const { id } = await store.trackRepository({ fullName: "octo/repo", active: false });
      assert.deepEqual(await due(store, 0), []);
      await store.trackRepository({ fullName: "octo/repo", active: true });
      assert.deepEqual(await due(store, 0), [id]);
      await store.untrackRepository(id, { deleteRecords: false });
      assert.deepEqual(await due(store, 0), []);
    },
  },
  {
    name: "Repositories that are not due take no place of those that are",
    async run({ store }) {
      for (const name of ["a", "b", "c"]) {
        await withState(store, `octo/waits-${name}`, { nextAttemptAt: at(30) });
        await startRun(store, `octo/runs-${name}`);
        await store.trackRepository({ fullName: `octo/rests-${name}`, active: false });
      }
      const id = await withState(store, "octo/due", { lastAttemptAt: at(-1) });
      assert.deepEqual(await due(store, 0, 1), [id]);
    },
  },
];

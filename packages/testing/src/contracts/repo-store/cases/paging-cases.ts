import assert from "node:assert/strict";
import type { RepoStore } from "@ghsync/core";
import { listTracked, type RepositoryPage } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";

async function track(store: RepoStore, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => `octo/repo-${index}`);
  // Tracked against the order of their names, so that neither order passes for that of ids.
  for (const fullName of names.toReversed()) {
    const tenantId = fullName.endsWith("7") ? "other" : null;
    await store.trackRepository({ fullName, tenantId, active: !fullName.endsWith("3") });
  }
  return names;
}

/** All pages, one after the other. */
async function listAll(store: RepoStore, page: RepositoryPage) {
  const listed = [];
  for (let after = page.after; ; after = listed.at(-1)?.id) {
    const some = await listTracked(store, { ...page, after });
    assert.ok(some.length <= page.limit, "A page is no longer than its limit.");
    if (some.length === 0) return listed;
    listed.push(...some);
    assert.ok(listed.length < 100, "The pages come to an end.");
  }
}

/** Repositories, a page at a time. */
export const pagingCases: readonly RepoStoreCase[] = [
  {
    name: "Pages of any size hold each repository once, in the order of their ids",
    async run({ store }) {
      const names = await track(store, 12);
      const whole = await listTracked(store, { limit: 100 });
      assert.deepEqual(new Set(whole.map(({ fullName }) => fullName)), new Set(names));
      for (const limit of [1, 4, 5, 12]) {
        assert.deepEqual(await listAll(store, { limit }), whole);
      }
    },
  },
  {
    name: "A page is filled with what its filters let through",
    async run({ store }) {
      await track(store, 20);
      const whole = await listTracked(store, { limit: 100 });
      const active = await listTracked(store, { active: true, limit: 18 });
      assert.deepEqual(
        active,
        whole.filter((repository) => repository.active),
      );
      const inactive = await listAll(store, { active: false, limit: 1 });
      assert.deepEqual(
        inactive,
        whole.filter((repository) => !repository.active),
      );
      const other = await listTracked(store, { tenantId: "other", active: true, limit: 2 });
      assert.deepEqual(
        other,
        whole.filter(({ tenantId }) => tenantId === "other"),
      );
    },
  },
  {
    name: "Paging continues after a repository that was untracked between two pages",
    async run({ store }) {
      await track(store, 6);
      const whole = await listTracked(store, { limit: 100 });
      const after = whole[2]?.id ?? "";
      await store.untrackRepository(after, { deleteRecords: true });
      assert.deepEqual(await listTracked(store, { after, limit: 100 }), whole.slice(3));
    },
  },
  {
    name: "A repository that is tracked while others are listed shows none of those twice",
    async run({ store }) {
      await track(store, 6);
      const first = await listTracked(store, { limit: 3 });
      for (const fullName of ["octo/a", "octo/z"]) await store.trackRepository({ fullName });
      const rest = await listAll(store, { after: first.at(-1)?.id, limit: 2 });
      const ids = [...first, ...rest].map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, "No repository is on two pages.");
      assert.ok(ids.length >= 6, "The pages hold every repository that is there all the time.");
    },
  },
  {
    name: "Behind the last repository there is an empty page",
    async run({ store }) {
      assert.deepEqual(await listTracked(store, { limit: 1 }), []);
      await track(store, 1);
      const [only] = await listTracked(store, { limit: 1 });
      assert.ok(only, "The only repository is on the first page.");
      assert.deepEqual(await listTracked(store, { after: only.id, limit: 1 }), []);
    },
  },
];

import assert from "node:assert/strict";
import type { RepoStore } from "@ghsync/core";
import { at } from "../../at.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { noLease, rejectsAsLeaseLost } from "../start-run.ts";

const minute = 60_000;

/** A repository, and its leases of a minute. */
async function setUp(store: RepoStore) {
  const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
  const acquire = (owner: string, now: Date, takeOver?: boolean) =>
    store.acquireLease({ repositoryId, owner, now, ttlMs: minute, takeOver });
  const granted = async (...request: Parameters<typeof acquire>) => {
    const lease = await acquire(...request);
    assert.ok(lease, "The lease is granted.");
    return lease;
  };
  return { repositoryId, acquire, granted };
}

/** Who may write, and for how long. */
export const leaseCases: readonly RepoStoreCase[] = [
  {
    name: "A lease is refused while another is live, and granted from its expiry on with a higher fence",
    async run({ store }) {
      const { repositoryId, acquire, granted } = await setUp(store);
      const first = await granted("a", at(0));
      assert.deepEqual(first, { repositoryId, owner: "a", fence: first.fence, expiresAt: at(1) });
      await noLease(acquire("b", new Date(at(1).getTime() - 1)));
      await noLease(acquire("a", at(0)));
      const second = await granted("b", at(1));
      assert.deepEqual([second.owner, second.fence], ["b", first.fence + 1]);
    },
  },
  {
    name: "A lease that was given back is free at once, and the fence still grows",
    async run({ store }) {
      const { granted } = await setUp(store);
      const first = await granted("a", at(0));
      await store.releaseLease(first);
      await store.releaseLease(first);
      assert.equal(
        (await granted("b", at(0))).fence,
        first.fence + 1,
        "The fence grows by one with the next lease, though the last was given back.",
      );
    },
  },
  {
    name: "A lease that was given back is not renewed",
    async run({ store }) {
      const { acquire, granted } = await setUp(store);
      const lease = await granted("a", at(0));
      await store.releaseLease(lease);
      await noLease(store.renewLease(lease, { now: at(0), ttlMs: minute }));
      assert.ok(await acquire("b", at(0)), "It is free for another worker.");
    },
  },
  {
    name: "A renewed lease keeps its fence and lives longer, even if it had expired unnoticed",
    async run({ store }) {
      const { acquire, granted } = await setUp(store);
      const lease = await granted("a", at(0));
      const renewed = await store.renewLease(lease, { now: at(5), ttlMs: minute });
      assert.deepEqual(renewed, { ...lease, expiresAt: at(6) });
      await noLease(acquire("b", at(5)));
      assert.ok(await acquire("b", at(6)), "A renewed lease is free from its new expiry on.");
    },
  },
  {
    name: "A lease that was overtaken is not renewed, and giving it back does nothing",
    async run({ store }) {
      const { acquire, granted } = await setUp(store);
      const old = await granted("a", at(0));
      const present = await granted("b", at(1));
      await noLease(store.renewLease(old, { now: at(1), ttlMs: minute }));
      await store.releaseLease(old);
      await noLease(acquire("c", at(1)));
      const renewed = await store.renewLease(present, { now: at(1), ttlMs: minute });
      assert.deepEqual(renewed, { ...present, expiresAt: at(2) });
    },
  },
  {
    name: "I5: a live lease can be taken over, and whoever held it has an old fence from then on",
    async run({ store }) {
      const { acquire, granted } = await setUp(store);
      const old = await granted("a", at(0), true);
      await noLease(acquire("b", at(0), false));
      const present = await granted("b", at(0), true);
      assert.equal(present.fence, old.fence + 1, "Taking over raises the fence by one.");
      await noLease(store.renewLease(old, { now: at(0), ttlMs: minute }));
      await rejectsAsLeaseLost(store.commitPage(old, { revision: 0 }));
      await store.commitPage(present, { revision: 0 });
    },
  },
  {
    name: "There is no lease of a repository that is missing or inactive, even to take over",
    async run({ store }) {
      const { id } = await store.trackRepository({ fullName: "octo/repo", active: false });
      for (const repositoryId of [id, "none"]) {
        for (const takeOver of [false, true]) {
          const request = { repositoryId, owner: "a", now: at(0), ttlMs: minute, takeOver };
          await noLease(store.acquireLease(request));
        }
      }
      const lease = { repositoryId: "none", owner: "a", fence: 1, expiresAt: at(1) };
      await noLease(store.renewLease(lease, { now: at(0), ttlMs: minute }));
      await store.releaseLease(lease);
    },
  },
  {
    name: "Leases of two repositories have nothing to do with each other",
    async run({ store }) {
      const { granted } = await setUp(store);
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/other" });
      const lease = await granted("a", at(0));
      const request = { repositoryId, owner: "a", now: at(0), ttlMs: minute };
      const other = await store.acquireLease(request);
      assert.ok(other, "The other repository has a lease of its own.");
      await store.releaseLease(other);
      assert.ok(
        await store.renewLease(lease, { now: at(0), ttlMs: minute }),
        "Giving back the lease of one repository leaves that of the other.",
      );
      await store.commitPage(lease, { revision: 0 });
    },
  },
  {
    name: "A lease is a plain value: its holder may keep it as JSON",
    async run({ store }) {
      const { granted } = await setUp(store);
      const { expiresAt, ...rest } = JSON.parse(JSON.stringify(await granted("a", at(0))));
      const lease = { ...rest, expiresAt: new Date(expiresAt) };
      assert.ok(
        await store.renewLease(lease, { now: at(0), ttlMs: minute }),
        "A lease that was kept as JSON is renewed.",
      );
      await store.commitPage(lease, { revision: 0 });
    },
  },
];

import assert from "node:assert/strict";
import { at, rejectsAsLeaseLost, type StoreCase } from "./store-case.ts";

const minute = 60_000;

/** Who may write, and for how long. */
export const leaseCases: readonly StoreCase[] = [
  {
    name: "A lease is refused while another is live, and granted from its expiry on with a higher fence",
    async run({ store }) {
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
      const acquire = (owner: string, now: Date) =>
        store.acquireLease({ repositoryId, owner, now, ttlMs: minute });
      const first = await acquire("a", at(0));
      assert.deepEqual(first, { repositoryId, owner: "a", fence: first?.fence, expiresAt: at(1) });
      assert.equal(await acquire("b", new Date(at(1).getTime() - 1)), undefined);
      assert.equal(await acquire("a", at(0)), undefined);
      const second = await acquire("b", at(1));
      assert.equal(second?.owner, "b");
      assert.equal(second.fence, first.fence + 1);
    },
  },
  {
    name: "A lease that was given back is free at once, and its fence still grows",
    async run({ store }) {
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
      const acquire = () =>
        store.acquireLease({ repositoryId, owner: "a", now: at(0), ttlMs: minute });
      const first = await acquire();
      assert.ok(first);
      await store.releaseLease(first);
      await store.releaseLease(first);
      assert.equal((await acquire())?.fence, first.fence + 1);
    },
  },
  {
    name: "A renewed lease lives longer, even if it had expired unnoticed",
    async run({ store }) {
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
      const acquire = (now: Date) =>
        store.acquireLease({ repositoryId, owner: "a", now, ttlMs: minute });
      const lease = await acquire(at(0));
      assert.ok(lease);
      const renewed = await store.renewLease(lease, { now: at(5), ttlMs: minute });
      assert.deepEqual(renewed, { ...lease, expiresAt: at(6) });
      assert.equal(await acquire(at(5)), undefined);
    },
  },
  {
    name: "A lease that was overtaken is not renewed, and giving it back does nothing",
    async run({ store }) {
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
      const acquire = (owner: string, now: Date) =>
        store.acquireLease({ repositoryId, owner, now, ttlMs: minute });
      const old = await acquire("a", at(0));
      const present = await acquire("b", at(1));
      assert.ok(old && present);
      assert.equal(await store.renewLease(old, { now: at(1), ttlMs: minute }), undefined);
      await store.releaseLease(old);
      assert.equal(await acquire("c", at(1)), undefined);
      assert.ok(await store.renewLease(present, { now: at(1), ttlMs: minute }));
    },
  },
  {
    name: "A lease that was given back is not renewed",
    async run({ store }) {
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
      const lease = await store.acquireLease({
        repositoryId,
        owner: "a",
        now: at(0),
        ttlMs: minute,
      });
      assert.ok(lease);
      await store.releaseLease(lease);
      assert.equal(await store.renewLease(lease, { now: at(0), ttlMs: minute }), undefined);
    },
  },
  {
    name: "I5: a live lease can be taken over, and whoever held it has an old fence from then on",
    async run({ store }) {
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
      const acquire = (owner: string, takeOver: boolean) =>
        store.acquireLease({ repositoryId, owner, now: at(0), ttlMs: minute, takeOver });
      const old = await acquire("a", true);
      assert.ok(old);
      assert.equal(await acquire("b", false), undefined);
      const present = await acquire("b", true);
      assert.equal(present?.fence, old.fence + 1);
      assert.equal(await store.renewLease(old, { now: at(0), ttlMs: minute }), undefined);
      await rejectsAsLeaseLost(store.commitPage(old, { revision: 0 }));
      await store.commitPage(present, { revision: 0 });
      await store.untrackRepository(repositoryId, { deleteRecords: false });
      assert.equal(await acquire("c", true), undefined);
    },
  },
  {
    name: "There is no lease of a repository that is missing or inactive",
    async run({ store }) {
      const { id } = await store.trackRepository({ fullName: "octo/repo", active: false });
      for (const repositoryId of [id, "none"]) {
        const request = { repositoryId, owner: "a", now: at(0), ttlMs: minute };
        assert.equal(await store.acquireLease(request), undefined);
      }
      const lease = { repositoryId: "none", owner: "a", fence: 1, expiresAt: at(1) };
      assert.equal(await store.renewLease(lease, { now: at(0), ttlMs: minute }), undefined);
      await store.releaseLease(lease);
    },
  },
  {
    name: "Of many who take a lease at once, exactly one gets it",
    async run({ store }) {
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
      const leases = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          store.acquireLease({ repositoryId, owner: `w${index}`, now: at(0), ttlMs: minute }),
        ),
      );
      assert.equal(leases.filter((lease) => lease !== undefined).length, 1);
    },
  },
];

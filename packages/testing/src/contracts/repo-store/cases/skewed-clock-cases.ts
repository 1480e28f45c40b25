import assert from "node:assert/strict";
import { at } from "../../at.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { noLease, rejectsAsLeaseLost, startRun } from "../start-run.ts";

const minute = 60_000;

/** Workers whose clocks disagree. Expiry goes by the caller's clock, safety by the fence alone. */
export const skewedClockCases: readonly RepoStoreCase[] = [
  {
    name: "Only the caller's clock decides whether a lease is live, however far it is from the store's own",
    async run({ store }) {
      for (const year of [1970, 2099]) {
        const { id: repositoryId } = await store.trackRepository({ fullName: `octo/in-${year}` });
        const start = Date.UTC(year, 5);
        const acquire = (afterMs: number) => {
          const now = new Date(start + afterMs);
          return store.acquireLease({ repositoryId, owner: "a", now, ttlMs: minute });
        };
        const lease = await acquire(0);
        assert.deepEqual(lease?.expiresAt, new Date(start + minute));
        await noLease(acquire(minute - 1));
        assert.ok(await acquire(minute), "From its expiry on the lease is free.");
      }
    },
  },
  {
    name: "I5: a worker whose clock runs ahead takes a live lease, and the holder's next commit is refused",
    async run({ store }) {
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
      const request = { repositoryId, owner: "right", now: at(0), ttlMs: minute };
      const held = await store.acquireLease(request);
      const taken = await store.acquireLease({ ...request, owner: "ahead", now: at(10) });
      assert.ok(
        held && taken,
        "By the clock that runs ahead the lease has expired, and is granted.",
      );
      await rejectsAsLeaseLost(store.commitPage(held, { revision: 0 }));
      await store.commitPage(taken, { revision: 0 });
    },
  },
  {
    name: "A worker whose clock runs behind finds a lease live that others find expired",
    async run({ store }) {
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
      const request = { repositoryId, owner: "a", now: at(0), ttlMs: minute };
      assert.ok(await store.acquireLease(request), "The lease is granted.");
      await noLease(store.acquireLease({ ...request, owner: "b", now: at(-60) }));
      assert.ok(
        await store.acquireLease({ ...request, owner: "c", now: at(1) }),
        "From its expiry on the lease is free.",
      );
    },
  },
  {
    name: "A renewal by a clock that was set back moves the expiry back with it",
    async run({ store }) {
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
      const request = { repositoryId, owner: "a", now: at(10), ttlMs: minute };
      const lease = await store.acquireLease(request);
      assert.ok(lease, "The lease is granted.");
      const renewed = await store.renewLease(lease, { now: at(0), ttlMs: minute });
      assert.deepEqual(renewed, { ...lease, expiresAt: at(1) });
      assert.ok(
        await store.acquireLease({ ...request, owner: "b", now: at(1) }),
        "The lease is free from its new expiry on, though that is earlier.",
      );
    },
  },
  {
    name: "A lease that expired untaken still writes: the fence decides, not the clock",
    async run({ store }) {
      const { id, lease, commit } = await startRun(store);
      const renewed = await store.renewLease(lease, { now: new Date(0), ttlMs: 1 });
      assert.ok(renewed, "The lease is renewed.");
      await commit({ state: { status: "complete" } });
      assert.equal((await store.getRepository(id))?.state.status, "complete");
    },
  },
];

import assert from "node:assert/strict";
import type { Lease, RepoStore } from "@ghsync/core";
import { at } from "../../at.ts";
import { caseWith, type RepoStoreCase } from "../repo-store-case.ts";
import { rejectsAsLeaseLost } from "../start-run.ts";

const ttlMs = 10 * 60_000;

/** Several workers ask at once, each with a clock of its own. */
async function race(
  stores: readonly RepoStore[],
  repositoryId: string,
  request: { readonly minutes?: readonly number[]; readonly takeOver?: boolean } = {},
): Promise<Lease[]> {
  const { minutes = Array.from({ length: 8 }, () => 0), takeOver } = request;
  const leases = await Promise.all(
    minutes.map((now, index) => {
      const store = stores[index % stores.length] as RepoStore;
      const owner = `worker ${index}`;
      return store.acquireLease({ repositoryId, owner, now: at(now), ttlMs, takeOver });
    }),
  );
  return leases.filter((lease) => lease !== undefined);
}

const fullName = "octo/repo";

/** Leases that several workers ask for at the same time. */
export const leaseRaceCases: readonly RepoStoreCase[] = [
  {
    name: "I5: of many who take a lease at once, exactly one gets it",
    async run({ store }) {
      const { id } = await store.trackRepository({ fullName });
      assert.equal((await race([store], id)).length, 1, "One of eight gets the lease.");
    },
  },
  caseWith(
    "connect",
    "I5: of many who take a lease at once through two handles, exactly one gets it",
    async ({ store, connect }) => {
      const { id } = await store.trackRepository({ fullName });
      const stores = [store, await connect()];
      const [lease, ...others] = await race(stores, id);
      assert.ok(lease, "One of eight gets the lease.");
      assert.deepEqual(others, []);
      await store.commitPage(lease, { revision: 0 });
    },
  ),
  {
    name: "I5: of many who find a lease expired at once, by clocks that disagree, exactly one gets it",
    async run({ store }) {
      const { id } = await store.trackRepository({ fullName });
      await race([store], id);
      assert.equal(
        (await race([store], id, { minutes: [12, 10, 18, 14, 11, 19] })).length,
        1,
        "One of six gets the lease that has expired.",
      );
    },
  },
  {
    name: "I5: of many who take a lease over at once, each gets a fence of its own, and the highest alone writes",
    async run({ store }) {
      const { id } = await store.trackRepository({ fullName });
      const leases = await race([store], id, { takeOver: true });
      const fences = leases.map(({ fence }) => fence);
      assert.equal(new Set(fences).size, 8, "Each of eight gets a fence of its own.");
      for (const lease of leases.filter(({ fence }) => fence < Math.max(...fences))) {
        await rejectsAsLeaseLost(store.commitPage(lease, { revision: 0 }));
      }
      const last = leases.find(({ fence }) => fence === Math.max(...fences));
      assert.ok(last, "One has the highest fence.");
      await store.commitPage(last, { revision: 0 });
    },
  },
  caseWith(
    "connect",
    "A lease that one handle took, another renews, commits under and gives back",
    async ({ store, connect }) => {
      const other = await connect();
      const { id } = await store.trackRepository({ fullName });
      const [lease] = await race([store], id);
      assert.ok(lease, "One of eight gets the lease.");
      assert.ok(
        await other.renewLease(lease, { now: at(0), ttlMs }),
        "The other handle renews the lease.",
      );
      await other.commitPage(lease, { revision: 0 });
      await other.releaseLease(lease);
      assert.equal(
        (await race([store], id)).length,
        1,
        "The lease that the other handle gave back is free.",
      );
    },
  ),
];

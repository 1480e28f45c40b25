import type { Lease } from "@ghsync/core";
import type { BrokenStore } from "../broken-store.ts";
import { turn } from "../turn.ts";

/** A store's own clock, which is not set. */
const ownNow = new Date(Date.UTC(2030, 0));

export const brokenLeases: readonly BrokenStore[] = [
  {
    bug: "goes by its own clock",
    breaks: ({ store }) => ({
      acquireLease: (request) => store.acquireLease({ ...request, now: ownNow }),
      renewLease: (lease, request) => store.renewLease(lease, { ...request, now: ownNow }),
    }),
    fails: [
      "A lease is refused while another is live, and granted from its expiry on with a higher fence",
      "A renewed lease keeps its fence and lives longer, even if it had expired unnoticed",
      "A lease that was overtaken is not renewed, and giving it back does nothing",
      "Only the caller's clock decides whether a lease is live, however far it is from the store's own",
      "I5: a worker whose clock runs ahead takes a live lease, and the holder's next commit is refused",
      "A worker whose clock runs behind finds a lease live that others find expired",
      "A renewal by a clock that was set back moves the expiry back with it",
      "I5: of many who find a lease expired at once, by clocks that disagree, exactly one gets it",
    ],
  },
  {
    bug: "looks whether a lease is free before it takes it",
    breaks: ({ store }) => {
      const expiries = new Map<string, Date>();
      return {
        async acquireLease(request) {
          const expiresAt = expiries.get(request.repositoryId);
          const isFree = expiresAt === undefined || expiresAt <= request.now;
          await turn();
          if (!isFree && !request.takeOver) return undefined;
          const lease = await store.acquireLease({ ...request, takeOver: true });
          if (lease) expiries.set(request.repositoryId, lease.expiresAt);
          return lease;
        },
        async renewLease(lease, request) {
          const renewed = await store.renewLease(lease, request);
          if (renewed) expiries.set(lease.repositoryId, renewed.expiresAt);
          return renewed;
        },
        async releaseLease(lease) {
          if (await store.renewLease(lease, { now: new Date(0), ttlMs: 0 })) {
            expiries.delete(lease.repositoryId);
          }
          await store.releaseLease(lease);
        },
      };
    },
    fails: [
      "I5: of many who take a lease at once, exactly one gets it",
      "I5: of many who take a lease at once through two handles, exactly one gets it",
      "I5: of many who find a lease expired at once, by clocks that disagree, exactly one gets it",
      "A lease that one handle took, another renews, commits under and gives back",
    ],
  },
  {
    bug: "never lets a lease be taken over",
    breaks: ({ store }) => ({
      acquireLease: ({ takeOver, ...request }) => store.acquireLease(request),
    }),
    fails: [
      "I5: a live lease can be taken over, and whoever held it has an old fence from then on",
      "I5: of many who take a lease over at once, each gets a fence of its own, and the highest alone writes",
    ],
  },
  {
    bug: "waits for the expiry of a lease that was given back",
    breaks: () => ({ releaseLease: async () => undefined }),
    fails: [
      "A lease that was given back is free at once, and the fence still grows",
      "A lease that was given back is not renewed",
      "A lease that one handle took, another renews, commits under and gives back",
    ],
  },
  {
    bug: "gives back a lease for whoever asks",
    breaks: ({ store }) => {
      const present = new Map<string, Lease>();
      return {
        async acquireLease(request) {
          const lease = await store.acquireLease(request);
          if (lease) present.set(request.repositoryId, lease);
          return lease;
        },
        releaseLease: async (lease) => store.releaseLease(present.get(lease.repositoryId) ?? lease),
      };
    },
    fails: ["A lease that was overtaken is not renewed, and giving it back does nothing"],
  },
  {
    bug: "lets its own holder take a lease again",
    breaks: ({ store }) => {
      const owners = new Map<string, string>();
      return {
        async acquireLease(request) {
          const isOwn = owners.get(request.repositoryId) === request.owner;
          const lease = await store.acquireLease({
            ...request,
            takeOver: isOwn || request.takeOver,
          });
          if (lease) owners.set(request.repositoryId, request.owner);
          return lease;
        },
      };
    },
    fails: [
      "A lease is refused while another is live, and granted from its expiry on with a higher fence",
      "Only the caller's clock decides whether a lease is live, however far it is from the store's own",
    ],
  },
];

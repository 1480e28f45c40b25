import type { BrokenStore } from "../broken-store.ts";

export const brokenRenewals: readonly BrokenStore[] = [
  {
    bug: "renews whatever lease it is shown",
    breaks: ({ store }) => ({
      async renewLease(lease, { now, ttlMs }) {
        await store.renewLease(lease, { now, ttlMs });
        return { ...lease, expiresAt: new Date(now.getTime() + ttlMs) };
      },
    }),
    fails: [
      "A lease that was given back is not renewed",
      "A lease that was overtaken is not renewed, and giving it back does nothing",
      "I5: a live lease can be taken over, and whoever held it has an old fence from then on",
      "There is no lease of a repository that is missing or inactive, even to take over",
    ],
  },
  {
    bug: "never renews",
    breaks: () => ({ renewLease: async () => undefined }),
    fails: [
      "A renewed lease keeps its fence and lives longer, even if it had expired unnoticed",
      "A lease that was overtaken is not renewed, and giving it back does nothing",
      "Leases of two repositories have nothing to do with each other",
      "A lease is a plain value: its holder may keep it as JSON",
      "A renewal by a clock that was set back moves the expiry back with it",
      "A lease that expired untaken still writes: the fence decides, not the clock",
      "A lease that one handle took, another renews, commits under and gives back",
    ],
  },
  {
    bug: "only ever moves an expiry forward",
    breaks: ({ store }) => ({
      async renewLease(lease, request) {
        const expiresAt = new Date(request.now.getTime() + request.ttlMs);
        return expiresAt < lease.expiresAt ? lease : store.renewLease(lease, request);
      },
    }),
    fails: ["A renewal by a clock that was set back moves the expiry back with it"],
  },
];

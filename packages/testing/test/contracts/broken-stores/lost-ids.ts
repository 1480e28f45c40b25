import { listTracked } from "../../../src/contracts/repo-store/read-rows.ts";
import type { BrokenStore } from "../broken-store.ts";

const fails = ["No id finds nothing, or refuses, and changes nothing"];

export const brokenLostIds: readonly BrokenStore[] = [
  {
    bug: "takes no id for all",
    breaks: ({ store }) => ({
      async updateRepository(repositoryId, change) {
        if (typeof repositoryId === "string") return store.updateRepository(repositoryId, change);
        for (const { id } of await listTracked(store, { limit: 1000 })) {
          await store.updateRepository(id, change);
        }
        return undefined;
      },
    }),
    fails,
  },
  {
    bug: "takes no id for any",
    breaks: ({ store }) => ({
      async getRepository(repositoryId) {
        if (typeof repositoryId === "string") return store.getRepository(repositoryId);
        return (await store.listRepositories({ limit: 1 }))[0];
      },
    }),
    fails,
  },
  {
    bug: "takes no fence for any",
    breaks: ({ store }) => ({
      async releaseLease(lease) {
        const read = await store.getRepository(lease.repositoryId);
        if (lease.fence !== undefined || !read?.lease) return store.releaseLease(lease);
        for (let fence = 0; fence < 9; fence += 1) await store.releaseLease({ ...lease, fence });
      },
    }),
    fails: ["A lease without its fence is none"],
  },
];

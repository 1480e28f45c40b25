import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RepoStore } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createPrismaStore } from "@ghsync/store-prisma";
import { createTestDatabase } from "../../../store-prisma/test/test-database.ts";

/** A store, and whatever it can be seen through. */
export interface CanaryStore {
  readonly store: RepoStore;
  /** The records, where the store can show them. */
  readonly records: (repositoryId: string) => unknown;
  /** The bytes of the database, where there is one. */
  readonly files: () => readonly Uint8Array[];
}

/** The stores that the token is looked for in. */
export const stores = {
  async memory(): Promise<CanaryStore> {
    const store = createMemoryStore();
    return { store, records: store.pullRequests, files: () => [] };
  },
  async SQLite(): Promise<CanaryStore> {
    const { prisma, url } = await createTestDatabase();
    const folder = dirname(fileURLToPath(url.replace("file:", "file://")));
    return {
      store: createPrismaStore(prisma),
      records: () => undefined,
      files: () => readdirSync(folder).map((name) => readFileSync(join(folder, name))),
    };
  },
};

/** The store, with every call written down as it was at its time. @param before is asked first, and may throw */
export function recorded(
  store: RepoStore,
  calls: unknown[],
  before: (method: string, args: readonly unknown[]) => void,
): RepoStore {
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name) as unknown;
      if (typeof method !== "function") return method;
      return async (...args: unknown[]) => {
        const call = { name, args: structuredClone(args), answer: undefined as unknown };
        calls.push(call);
        before(String(name), args);
        const answer: unknown = await method.apply(target, args);
        call.answer = structuredClone(answer);
        return answer;
      };
    },
  });
}

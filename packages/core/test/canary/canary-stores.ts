import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RepoStore } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createPrismaStore } from "@ghsync/store-prisma";
import { createTestDatabase } from "../../../store-prisma/test/test-database.ts";

/** A store, and everything through which its content is visible. */
export interface CanaryStore {
  readonly store: RepoStore;
  /** The records, if the store can show them. */
  readonly records: (repositoryId: string) => unknown;
  /** The bytes of the database, if there is one. */
  readonly files: () => readonly Uint8Array[];
}

/** The stores in which the test looks for the token. */
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

/**
 * Creates a store that records a copy of every call.
 *
 * @param before called before each call; may throw
 */
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
        const call = { name, args: structuredClone(args), result: undefined as unknown };
        calls.push(call);
        before(String(name), args);
        const result: unknown = await method.apply(target, args);
        call.result = structuredClone(result);
        return result;
      };
    },
  });
}

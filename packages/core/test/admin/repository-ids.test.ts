import { createSync, type Sync } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { describe, expect, it } from "vitest";
import type { RepositoryMethods } from "../../src/create-sync.ts";
import { decryptor } from "../sync-harness.ts";
import { createWorker } from "../tasks/worker-harness.ts";

/** The compiler checks that none is missing. */
const methods = Object.keys({
  untrackRepository: true,
  setToken: true,
  syncRepository: true,
  syncRepositoryHistory: true,
  getState: true,
  requestSync: true,
  pause: true,
  resume: true,
  resetRepository: true,
  getStatus: true,
} satisfies Record<keyof RepositoryMethods, true>) as (keyof RepositoryMethods)[];

type AnyMethod = (repositoryId: unknown, second?: unknown) => Promise<unknown>;

/** A store whose methods all fail. */
function createUntouchable() {
  const untouchable = Object.keys(createMemoryStore()).map((name) => {
    const refuse = () => Promise.reject(new Error(`${name} was called.`));
    return [name, refuse] as const;
  });
  return Object.fromEntries(untouchable) as unknown as ReturnType<typeof createMemoryStore>;
}

const call = (sync: Sync, method: keyof RepositoryMethods, repositoryId: unknown) =>
  (sync[method] as AnyMethod)(repositoryId, method === "setToken" ? "sealed" : undefined);

describe.each(methods)("%s", (method) => {
  it.each([undefined, null, { id: "1" }, ["1"], 1])(
    "rejects %j and does not ask the store",
    async (id) => {
      const { scheduler } = createWorker();
      const sync = createSync({ store: createUntouchable(), decryptor, scheduler });
      await expect(call(sync, method, id)).rejects.toMatchObject({
        code: "config_invalid",
        message: expect.stringMatching(/^repositoryId must be a string, got /),
      });
    },
  );
});

describe("listStatuses", () => {
  it.each([null, { id: "1" }, 1])("rejects %j and does not ask the store", async (wrong) => {
    const sync = createSync({ store: createUntouchable(), decryptor });
    for (const page of [{ after: wrong }, { tenantId: wrong }]) {
      await expect(sync.listStatuses(page as object)).rejects.toMatchObject({
        code: "config_invalid",
      });
    }
  });
});

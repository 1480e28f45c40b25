import { createSync, type SyncOptions } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";

const valid: SyncOptions = {
  store: createMemoryStore(),
  decryptor: { decrypt: async () => ({ credentialId: "user:1", token: "x" }) },
};

describe("createSync", () => {
  it.each<[string, object]>([
    ["store", { store: undefined }],
    ["store", { store: {} }],
    ["commitPage", { store: { ...valid.store, commitPage: undefined } }],
    ["decryptor", { decryptor: undefined }],
    ["decryptor", { decryptor: {} }],
    ["overlapMs", { overlapMs: -1 }],
    ["overlapMs", { overlapMs: Number.NaN }],
    ["overlapMs", { overlapMs: "600000" }],
    ["batchSize", { batchSize: 0 }],
    ["batchSize", { batchSize: 101 }],
    ["batchSize", { batchSize: 2.5 }],
    ["leaseMs", { leaseMs: 10 }],
    ["maxDurationMs", { maxDurationMs: 0 }],
    ["maxDurationMs", { maxDurationMs: Number.NaN }],
    ["kinds", { kinds: ["reviews", "checks"] }],
    ["kinds", { kinds: "reviews" }],
    ["onEvent", { onEvent: "log" }],
    ["baseUrl", { github: { baseUrl: "api.github.com" } }],
    ["requestTimeoutMs", { github: { requestTimeoutMs: 0 } }],
    ["retries", { github: { retries: -1 } }],
  ])("refuses a wrong %s at once: %o", (name, wrong) => {
    const create = () => createSync({ ...valid, ...wrong });
    expect(create).toThrow(
      expect.objectContaining({
        code: "config_invalid",
        message: expect.stringContaining(name),
      }),
    );
  });

  it("takes undefined for an option that is left out", async () => {
    const github = createFakeGitHub();
    github.truth.createRepository({ fullName: "acme/api" });
    const left = { github: undefined, kinds: undefined, overlapMs: undefined, owner: undefined };
    expect(() => createSync({ ...valid, ...(left as object) })).not.toThrow();
    const sync = createSync({
      ...valid,
      ...({ ...left, onEvent: undefined } as object),
      github: { fetch: github.fetch, now: () => github.clock.now() },
    });
    const { id } = await sync.trackRepository({ fullName: "acme/api" });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  });

  it.each(["acme", "acme/", "/api", "acme/api/pulls", "https://github.com/acme/api", "a b/c", ""])(
    "refuses to track %o",
    async (fullName) => {
      await expect(createSync(valid).trackRepository({ fullName })).rejects.toMatchObject({
        code: "config_invalid",
        userActionable: true,
      });
    },
  );
});

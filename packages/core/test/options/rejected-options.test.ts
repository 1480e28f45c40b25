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
    ["kinds", { kinds: "reviews" }],
    ["onEvent", { onEvent: "log" }],
    ["baseUrl", { github: { baseUrl: "api.github.com" } }],
    ["requestTimeoutMs", { github: { requestTimeoutMs: 0 } }],
    ["maxResponseBytes", { github: { maxResponseBytes: 0 } }],
    ["retries", { github: { retries: -1 } }],
    ["fetch", { github: { fetch: 3 } }],
    ["now", { github: { now: new Date() } }],
    ["sleep", { github: { sleep: 3 } }],
    ["random", { github: { random: 0.5 } }],
    ["userAgent", { github: { userAgent: "a\nb" } }],
    ["signal", { github: { signal: AbortSignal.abort() } }],
    ["owner", { owner: 7 }],
    ["dryRun", { dryRun: true }],
    ["api", { api: "soap" }],
    ["github", { github: "https://ghe.example.com/api/v3" }],
    ["github.reserve", { github: { reserve: "0.2" } }],
  ])("rejects a wrong %s at once: %o", (name, wrong) => {
    const create = () => createSync({ ...valid, ...wrong });
    expect(create).toThrow(
      expect.objectContaining({
        code: "config_invalid",
        message: expect.stringContaining(name),
      }),
    );
  });

  it("treats an option that is undefined as absent", async () => {
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
});

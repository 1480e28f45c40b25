import { createSync } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { decryptor, fullName } from "../sync-harness.ts";

describe("trackRepository", () => {
  it("stores owner/name, and accepts a URL, a git address and a name of the same repository", async () => {
    const github = createFakeGitHub();
    github.truth.createRepository({ fullName });
    const store = createMemoryStore();
    const client = { fetch: github.fetch, now: github.clock.now, log: {} };
    const sync = createSync({ store, decryptor, github: client });
    const { id } = await sync.trackRepository({ fullName: `https://github.com/${fullName}/pulls` });
    for (const same of [fullName, `${fullName}.git`, `git@github.com:${fullName}.git`]) {
      expect(await sync.trackRepository({ fullName: same })).toMatchObject({ id, fullName });
    }
    expect(await store.listRepositories({ limit: 9 })).toMatchObject([
      { repository: { fullName } },
    ]);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  });

  it("rejects a URL of another host than the API's, and stores nothing", async () => {
    const store = createMemoryStore();
    const baseUrl = "https://ghe.example.com/api/v3";
    const sync = createSync({ store, decryptor, github: { baseUrl } });
    const tracking = sync.trackRepository({ fullName: `https://github.com/${fullName}` });
    await expect(tracking).rejects.toMatchObject({ code: "config_invalid" });
    expect(await store.listRepositories({ limit: 9 })).toEqual([]);
  });

  it("returns no ciphertext, for a new repository and for a known one", async () => {
    const store = createMemoryStore();
    const sync = createSync({ store, decryptor });
    const encryptedToken = "sealed";
    for (const input of [{ fullName, encryptedToken }, { fullName }]) {
      const repository = await sync.trackRepository(input);
      expect(repository).toMatchObject({ fullName, active: true });
      expect(JSON.stringify(repository)).not.toContain("sealed");
      expect(repository).not.toHaveProperty("encryptedToken");
      const stored = (await store.getRepository(repository.id))?.repository;
      expect(stored).toMatchObject({ encryptedToken });
    }
  });
});

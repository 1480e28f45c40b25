import { GhsyncError, type RepoStore } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { describe, expect, it } from "vitest";
import { guardStore, storeMethods } from "../../src/options/required-ports.ts";

const lease = { repositoryId: "1", owner: "me", fence: 1, expiresAt: new Date(0) };

describe("guardStore", () => {
  it("wraps what a driver throws, once, and names the step", async () => {
    const cause = new Error("SQLITE_BUSY");
    const broken: RepoStore = { ...createMemoryStore(), readState: () => Promise.reject(cause) };
    const reading = guardStore(guardStore(broken)).readState("1");
    await expect(reading).rejects.toMatchObject({
      code: "store_failed",
      message: "The store failed in readState; the next run continues from what is stored.",
      retryable: true,
      cause,
    });
  });

  it("wraps what is thrown before there is a promise", async () => {
    const broken: RepoStore = {
      ...createMemoryStore(),
      readState: () => {
        throw new TypeError("No connection.");
      },
    };
    await expect(guardStore(broken).readState("1")).rejects.toMatchObject({ code: "store_failed" });
  });

  it("passes ghsync's own errors on unchanged", async () => {
    const commit = guardStore(createMemoryStore()).commitPage(lease, { revision: 0 });
    await expect(commit).rejects.toMatchObject({ code: "lease_lost" });
    const lost = new GhsyncError("lease_lost", "Another has it.");
    const broken: RepoStore = { ...createMemoryStore(), renewLease: () => Promise.reject(lost) };
    const renewal = guardStore(broken).renewLease(lease, { now: new Date(0), ttlMs: 1000 });
    await expect(renewal).rejects.toBe(lost);
  });

  it("accepts a frozen store, and exposes only a store's methods", async () => {
    const frozen = Object.freeze({ ...createMemoryStore(), password: "hunter2" });
    const guarded = guardStore(frozen);
    const { id } = await guarded.trackRepository({ fullName: "acme/api" });
    expect(await guarded.getRepository(id)).toMatchObject({ repository: { id } });
    expect(Object.keys(guarded)).toEqual(storeMethods);
  });

  it("passes return values on, and calls a class-based store with its own this", async () => {
    const inner = createMemoryStore();
    class ClassStore {
      readonly #inner = inner;
      trackRepository(...args: Parameters<RepoStore["trackRepository"]>) {
        return this.#inner.trackRepository(...args);
      }
    }
    const guarded = guardStore(new ClassStore() as unknown as RepoStore);
    const tracked = await guarded.trackRepository({ fullName: "acme/api" });
    expect((await inner.getRepository(tracked.id))?.repository).toEqual(tracked);
  });
});

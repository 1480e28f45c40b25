import { createSync, type SyncOptions } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { describe, expect, it } from "vitest";
import { decryptor } from "../sync-harness.ts";

const good: SyncOptions = { store: createMemoryStore(), decryptor };
const { commitPage: _, listDirty: __, ...lacking } = createMemoryStore();

/** What a JavaScript caller may pass. */
type Wrong = { readonly [Name in keyof SyncOptions]?: unknown };

const wrong: readonly (readonly [string, Wrong, RegExp])[] = [
  ["no store", { store: undefined }, /^store is missing, or lacks trackRepository, /],
  ["a store that is null", { store: null }, /^store is missing/],
  [
    "a store lacking methods",
    { store: lacking },
    /^store is missing, or lacks listDirty, commitPage: pass a complete one\.$/,
  ],
  ["no decryptor", { decryptor: undefined }, /^decryptor is missing, or lacks decrypt: /],
  ["a token for a decryptor", { decryptor: "ghp_x" }, /^decryptor is missing/],
  ["a negative overlap", { overlapMs: -1 }, /^overlapMs must be .* at least 0, not -1\.$/],
  ["an overlap in words", { overlapMs: "10 min" }, /^overlapMs must be a number/],
  [
    "a batch of none",
    { batchSize: 0 },
    /^batchSize must be a whole number from 1 to 100, not 0\.$/,
  ],
  ["a batch of 101", { batchSize: 101 }, /^batchSize .* not 101\.$/],
  ["half a pull request", { batchSize: 1.5 }, /^batchSize .* not 1\.5\.$/],
  ["a lease too short", { leaseMs: 999 }, /^leaseMs must be .* at least 1000, not 999\.$/],
  ["a lease for ever", { leaseMs: Number.POSITIVE_INFINITY }, /^leaseMs must be/],
  ["no time", { maxDurationMs: 0 }, /^maxDurationMs must be .* at least 1, not 0\.$/],
  ["a time that is no number", { maxDurationMs: Number.NaN }, /^maxDurationMs must be/],
  ["a resync at once", { resyncAfterMs: 0 }, /^resyncAfterMs must be .* at least 1, not 0\.$/],
  ["a resync in the past", { resyncAfterMs: -1 }, /^resyncAfterMs must be/],
  ["a resync at no time", { resyncAfterMs: Number.NaN }, /^resyncAfterMs must be/],
  ["a negative spread", { spreadMs: -1 }, /^spreadMs must be .* at least 0, not -1\.$/],
  ["an endless spread", { spreadMs: Number.POSITIVE_INFINITY }, /^spreadMs must be/],
  ["a spread that is no number", { spreadMs: Number.NaN }, /^spreadMs must be/],
  [
    "an unknown kind",
    { kinds: ["reviews", "likes"] },
    /^kinds has "likes"; it may have each of reviews, /,
  ],
  ["a kind twice", { kinds: ["reviews", "files", "reviews"] }, /^kinds has "reviews"; .* once\.$/],
];

describe("createSync", () => {
  it.each(wrong)("refuses %s, at once and in a sentence", (_name, option, sentence) => {
    const create = () => createSync({ ...good, ...option } as SyncOptions);
    expect(create).toThrow(sentence);
    expect(create).toThrow(expect.objectContaining({ code: "config_invalid", retryable: false }));
  });

  it("takes an option that is undefined for one that is not given", async () => {
    const absent = {
      overlapMs: undefined,
      batchSize: undefined,
      kinds: undefined,
      leaseMs: undefined,
    };
    const sync = createSync({ ...good, ...absent, onEvent: undefined } as unknown as SyncOptions);
    const { id } = await sync.trackRepository({ fullName: "octokit/core.js" });
    expect(await sync.getState(id)).toMatchObject({ status: "pending" });
  });

  it.each(["core.js", "octokit/", "octokit/core.js/issues", "octokit/..", "octo kit/core.js", ""])(
    "tracks no repository called %j",
    async (fullName) => {
      const sync = createSync(good);
      await expect(sync.trackRepository({ fullName })).rejects.toMatchObject({
        code: "config_invalid",
        message: `${JSON.stringify(fullName)} is not a repository name: write owner/name, for example octokit/core.js.`,
      });
    },
  );

  it("tracks a repository twice as one", async () => {
    const sync = createSync(good);
    const first = await sync.trackRepository({ fullName: "octokit/rest.js", encryptedToken: "a" });
    const second = await sync.trackRepository({ fullName: "octokit/rest.js" });
    expect(second).toEqual(first);
  });
});

import { createSync, type SyncOptions } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { describe, expect, it } from "vitest";
import { decryptor } from "../sync-harness.ts";

const good: SyncOptions = { store: createMemoryStore(), decryptor };
const { commitPage: _, listDirty: __, ...lacking } = createMemoryStore();

/** What a JavaScript caller may pass. */
type Wrong = { readonly [Name in keyof SyncOptions]?: unknown };

const wrong: readonly (readonly [string, Wrong, RegExp])[] = [
  ["no store", { store: undefined }, /^store must be a RepoStore, got undefined\.$/],
  ["a store that is null", { store: null }, /^store must be a RepoStore, got null\.$/],
  [
    "a store without some methods",
    { store: lacking },
    /^store must be a RepoStore; it lacks listDirty, commitPage\.$/,
  ],
  [
    "no decryptor",
    { decryptor: undefined },
    /^decryptor must be a TokenDecryptor, got undefined\.$/,
  ],
  ["a token as the decryptor", { decryptor: "ghp_x" }, /^decryptor must .*, got a string\.$/],
  ["a negative overlap", { overlapMs: -1 }, /^overlapMs must be .* at least 0, got -1\.$/],
  ["an overlap in words", { overlapMs: "10 min" }, /^overlapMs must be .*, got a string\.$/],
  ["days as text", { historyDays: "30" }, /^historyDays must be a number .*, got a string\.$/],
  ["an empty batch", { batchSize: 0 }, /^batchSize must be a whole number from 1 to 100, got 0\.$/],
  ["a batch of 101", { batchSize: 101 }, /^batchSize .* got 101\.$/],
  ["half a pull request", { batchSize: 1.5 }, /^batchSize .* got 1\.5\.$/],
  ["a short lease", { leaseMs: 999 }, /^leaseMs must be .* at least 1000, got 999\.$/],
  ["an endless lease", { leaseMs: Number.POSITIVE_INFINITY }, /^leaseMs must be/],
  ["a time limit of 0", { maxDurationMs: 0 }, /^maxDurationMs must be .* at least 1, got 0\.$/],
  ["a time limit of NaN", { maxDurationMs: Number.NaN }, /^maxDurationMs must be/],
  ["a re-sync after 0", { resyncAfterMs: 0 }, /^resyncAfterMs must be .* at least 1, got 0\.$/],
  ["a negative re-sync", { resyncAfterMs: -1 }, /^resyncAfterMs must be/],
  ["a re-sync after NaN", { resyncAfterMs: Number.NaN }, /^resyncAfterMs must be/],
  ["a negative spread", { spreadMs: -1 }, /^spreadMs must be .* at least 0, got -1\.$/],
  ["an endless spread", { spreadMs: Number.POSITIVE_INFINITY }, /^spreadMs must be/],
  ["a spread of NaN", { spreadMs: Number.NaN }, /^spreadMs must be/],
  [
    "an unknown kind",
    { kinds: ["reviews", "likes"] },
    /^kinds must be a list with each of reviews, .* once, got "likes" at 1\.$/,
  ],
  [
    "a kind twice",
    { kinds: ["reviews", "files", "reviews"] },
    /^kinds must be .* once, got "reviews" at 2\.$/,
  ],
];

describe("createSync", () => {
  it.each(wrong)("rejects %s at once, with a sentence", (_name, option, sentence) => {
    const create = () => createSync({ ...good, ...option } as SyncOptions);
    expect(create).toThrow(sentence);
    expect(create).toThrow(expect.objectContaining({ code: "config_invalid", retryable: false }));
  });

  it("treats an option that is undefined as absent", async () => {
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
    "rejects the repository name %j",
    async (fullName) => {
      const sync = createSync(good);
      await expect(sync.trackRepository({ fullName })).rejects.toMatchObject({
        code: "config_invalid",
        message: `${JSON.stringify(fullName)} is not a repository name: write owner/name, for example octokit/core.js.`,
      });
    },
  );

  it("returns the same repository if it is tracked twice", async () => {
    const sync = createSync(good);
    const first = await sync.trackRepository({ fullName: "octokit/rest.js", encryptedToken: "a" });
    const second = await sync.trackRepository({ fullName: "octokit/rest.js" });
    expect(second).toEqual(first);
  });
});

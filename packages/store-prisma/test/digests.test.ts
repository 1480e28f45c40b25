import { describe, expect, test } from "vitest";
import { exampleChildren } from "../../testing/src/contracts/repo-store/example/example-children.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { decodeDigests, differ, digestsOf, encodeDigests } from "../src/digests.ts";
import { createPrismaStore } from "../src/index.ts";
import { createTestDatabase, providers } from "./test-database.ts";

const read = (...args: Parameters<typeof exampleSnapshot>) => {
  const [item] = toStore(exampleSnapshot(...args)).snapshots;
  if (!item) throw new Error("There is one.");
  return digestsOf(item);
};

test("Stored digests are equal to those of an equal snapshot, and differ in the part that changed", () => {
  const stored = decodeDigests(encodeDigests(3, read(1)), 3);
  expect(differ(read(1), stored)).toBe(false);
  const changed = read(1, { children: { comments: [] } });
  expect(differ(changed, stored)).toBe(true);
  expect(differ(changed, stored, ["comments"])).toBe(true);
  expect(differ(changed, stored, ["own", "reviews", "files"])).toBe(false);
});

test("A kind that was not read keeps its stored digest, and so do linked issues that are unknown", () => {
  const unknown = read(1, { pullRequest: { linkedIssues: null }, children: { files: undefined } });
  const stored = decodeDigests(encodeDigests(3, read(1)), 3);
  expect(differ(unknown, stored)).toBe(false);
  const merged = decodeDigests(encodeDigests(4, unknown, stored), 4);
  expect(merged.parts).toEqual(stored.parts);
});

test("What was read of one kind is not taken for another", () => {
  const none = { reviews: undefined, reviewComments: undefined, commits: undefined };
  const only = (children: object) =>
    read(1, { children: { ...none, comments: undefined, files: undefined, ...children } });
  const stored = decodeDigests(encodeDigests(3, only({ reviews: [] }), read(1)), 3);
  expect(differ(only({ reviews: [] }), stored)).toBe(false);
  expect(differ(only({ comments: [] }), stored)).toBe(true);
});

test("Digests of a newer revision than the writer knows say nothing", () => {
  const stored = decodeDigests(encodeDigests(4, read(1)), 3);
  expect(differ(read(1), stored)).toBe(true);
});

describe.each(providers)("On %s", (provider) => {
  const start = async () => {
    const { prisma } = await createTestDatabase(provider);
    const run = await startRun(createPrismaStore(prisma));
    const page = toStore(exampleSnapshot(1), exampleSnapshot(2));
    expect(await run.commit(page)).toBe(12);
    return { prisma, run, page };
  };

  test("Once its digests are cleared, a pull request that was changed by hand is corrected", async () => {
    const { prisma, run, page } = await start();
    await prisma.$executeRawUnsafe("UPDATE ghsync_comments SET body = 'Not GitHub''s.'");
    expect(await run.commit(page)).toBe(0);
    await prisma.$executeRawUnsafe("UPDATE ghsync_pull_requests SET digests = '' WHERE number = 1");
    expect(await run.commit(page)).toBe(1);
    const bodies = await prisma.ghSyncComment.findMany({ orderBy: { pullRequestNumber: "asc" } });
    expect(bodies.map(({ body }) => body)).toEqual([
      exampleChildren.comments.body,
      "Not GitHub's.",
    ]);
    expect(await run.commit(page)).toBe(0);
  });

  test("A pull request's row that was deleted by hand is written again, whatever is left of its children", async () => {
    const { prisma, run, page } = await start();
    await prisma.$executeRawUnsafe("DELETE FROM ghsync_pull_requests WHERE number = 1");
    await prisma.$executeRawUnsafe("DELETE FROM ghsync_reviews WHERE pull_request_number = 1");
    expect(await run.commit(page)).toBe(2);
    expect(await prisma.ghSyncReview.count()).toBe(2);
  });
});

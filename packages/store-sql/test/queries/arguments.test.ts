import { describe, expect, test } from "vitest";
import { at } from "../../../testing/src/contracts/at.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { queryDrivers, startQueries } from "./start-queries.ts";

const lostIds = [undefined, null, 7, {}, { not: "x" }, "a\0", "\uD800"];
const largest = 2 ** 31 - 1;

/** What any caller may give that has no types. */
// biome-ignore lint/suspicious/noExplicitAny: that it fits everywhere is what it is for
const untyped = (value: unknown): any => value;

async function startWithTwo(driver: "better-sqlite3" | "pg") {
  const started = await startQueries(driver);
  await started.commit(toStore(exampleSnapshot(1), exampleSnapshot(2)));
  const { id, queries } = started;
  const list = (query: object) => queries.listPullRequests(untyped({ repositoryId: id, ...query }));
  const numbersOf = async (query: object) =>
    (await list(query)).items.map(({ pullRequest }) => pullRequest.number);
  return { ...started, list, numbersOf };
}

describe.each(queryDrivers)("On %s", (driver) => {
  test("An invalid id or tenant is refused as the caller's mistake, and matches no row", async () => {
    const { id, queries } = await startWithTwo(driver);
    const refused = { code: "config_invalid", status: 400, userActionable: false };
    for (const lost of lostIds.map(untyped)) {
      const calls = [
        () => queries.listPullRequests({ repositoryId: lost }),
        () => queries.listPullRequests({ repositoryId: lost, tenantId: "acme" }),
        () => queries.readPullRequest(lost, 1),
        () => queries.readPullRequests(lost, []),
        () => queries.listChanges(lost),
      ];
      if (lost !== null) {
        calls.push(
          () => queries.listPullRequests({ tenantId: lost }),
          () => queries.listPullRequests({ repositoryId: id, tenantId: lost }),
          () => queries.readPullRequest(id, 1, { tenantId: lost }),
          () => queries.listChanges(id, { tenantId: lost }),
        );
      }
      for (const call of calls) await expect(call(), `${call}`).rejects.toMatchObject(refused);
    }
    await expect(queries.listPullRequests(untyped({}))).rejects.toMatchObject(refused);
  });

  test("What can't be meant is refused as the caller's mistake, and named", async () => {
    const { id, queries, list } = await startWithTwo(driver);
    const place = ["updatedAt", 1, "1", 1];
    const after = Buffer.from(JSON.stringify(place)).toString("base64url");
    const invalid = new Date(Number.NaN);
    const calls: readonly (readonly [name: string, call: () => Promise<unknown>])[] = [
      ["after", () => list({ after })],
      ["after", () => list({ after: 7 })],
      ["order", () => list({ order: "newest" })],
      ["order", () => list({ order: "toString" })],
      ["order", () => queries.listPullRequests(untyped({ tenantId: null, order: "created" }))],
      ["limit", () => list({ limit: "1" })],
      ["author", () => list({ author: { not: "x" } })],
      ["awaitingReviewer", () => list({ awaitingReviewer: { not: "x" } })],
      ["state", () => list({ state: { not: "open" } })],
      ["state", () => list({ state: "OPEN" })],
      ["autor", () => list({ autor: "octocat" })],
      ["query", () => queries.listPullRequests(untyped(undefined))],
      ["draft", () => list({ draft: "true" })],
      ["updatedSince", () => list({ updatedSince: invalid })],
      ["mergedSince", () => list({ mergedSince: "2026-01-01" })],
      ["number", () => queries.readPullRequest(id, Number.NaN)],
      ["number", () => queries.readPullRequest(id, untyped("1"))],
      ["number", () => queries.readPullRequests(id, [1, untyped({ gt: 0 })])],
      ["numbers", () => queries.readPullRequests(id, untyped(undefined))],
      [
        "numbers",
        () =>
          queries.readPullRequests(
            id,
            Array.from({ length: 501 }, () => 1),
          ),
      ],
      ["kinds", () => queries.readPullRequest(id, 1, { kinds: [untyped("labels")] })],
      ["since.revision", () => queries.listChanges(id, { since: untyped({}) })],
      ["since.revision", () => queries.listChanges(id, { since: { revision: Number.NaN } })],
      [
        "since.number",
        () => queries.listChanges(id, { since: { revision: 1, number: untyped("1") } }),
      ],
    ];
    for (const [name, call] of calls) {
      await expect(call(), `${call}`).rejects.toMatchObject({
        code: "config_invalid",
        status: 400,
        message: expect.stringMatching(`^${name} must be `),
      });
    }
  });

  test("What no column holds is not found", async () => {
    const { id, queries, numbersOf } = await startWithTwo(driver);
    for (const text of ["\0", "octocat\0", "\uD800"]) {
      expect(await numbersOf({ author: text })).toEqual([]);
      expect(await numbersOf({ awaitingReviewer: text })).toEqual([]);
    }
    expect(await queries.readPullRequest(id, largest)).toBeUndefined();
    const numbers = [1, 0, -1, largest + 1, -(2 ** 40), 1e300, 2];
    const read = await queries.readPullRequests(id, numbers);
    expect(read.map(({ pullRequest }) => pullRequest.number)).toEqual([1, 2]);
    for (const beyond of [largest + 1, 2 ** 40]) {
      expect(await queries.listChanges(id, { since: { revision: beyond } })).toEqual([]);
      const since = { revision: 1, number: beyond };
      expect(await queries.listChanges(id, { since })).toEqual([]);
    }
    const before = [{ revision: -(2 ** 40) }, { revision: 1, number: -(2 ** 40) }];
    for (const since of before) expect(await queries.listChanges(id, { since })).toHaveLength(2);
  });

  test("An instant that no database can compare with is the first, or the last", async () => {
    const { numbersOf } = await startWithTwo(driver);
    for (const since of [-8.64e15, Date.UTC(0, 0) - 1e14, 0]) {
      expect(await numbersOf({ updatedSince: new Date(since) })).toEqual([2, 1]);
    }
    for (const since of [Date.UTC(9999, 11, 31, 23), 8.64e15]) {
      expect(await numbersOf({ updatedSince: new Date(since), mergedSince: at(0) })).toEqual([]);
    }
  });
});

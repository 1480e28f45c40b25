import fc from "fast-check";
import { expect, it } from "vitest";
import { listByCreationRest } from "../../src/changes/history-list.ts";
import { windowAt } from "../../src/changes/page-reader.ts";
import { collect, createClient, rejectionOf } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";
import { createWorld } from "../support/world.ts";

it.each([1, 2, 3, 50, 100])(
  "makes progress from everywhere, and overlaps, with pages of %i",
  (pageSize) => {
    for (let read = pageSize; read < 2000; read += 1) {
      const { size, number } = windowAt(read, 1, pageSize);
      expect((number - 1) * size).toBeLessThan(read);
      expect(number * size).toBeGreaterThan(read);
      expect(size).toBeLessThanOrEqual(100);
    }
  },
);

/** Finds the best length by trying each. */
function bestWindow(read: number, overlap: number, pageSize: number) {
  const start = Math.max(0, read - overlap);
  const endOf = (size: number) => (Math.floor(start / size) + 1) * size;
  const sizes = Array.from({ length: 100 }, (_, index) => index + 1);
  const furthest = sizes
    .slice(0, pageSize)
    .reduce((best, size) => (endOf(size) >= endOf(best) ? size : best), 1);
  const size =
    endOf(furthest) > read ? furthest : (sizes.find((larger) => endOf(larger) > read) ?? 100);
  return { size, number: Math.floor(start / size) + 1 };
}

it("requests the page that reaches furthest, of all lengths up to the usual", () => {
  const rows = fc.nat({ max: 100_000 });
  const overlaps = fc.oneof(fc.constant(1), fc.nat({ max: 2048 }));
  fc.assert(
    fc.property(rows, overlaps, fc.integer({ min: 1, max: 100 }), (...given) => {
      expect(windowAt(...given)).toEqual(bestWindow(...given));
    }),
    { numRuns: 5000 },
  );
});

it("requests few more pages than without an overlap", () => {
  let read = 50;
  let pages = 1;
  for (; read < 1000; pages += 1) {
    const { size, number } = windowAt(read, 1, 50);
    read = size * number;
  }
  expect(pages).toBeLessThanOrEqual(24);
});

it("I1: lists every pull request by REST, even if a response knows less than the one before", async () => {
  const { github, client, githubId, open } = await createWorld({
    replicaLagMs: ({ path }) => (/[?&]page=2/.test(path) ? 300_000 : 0),
  });
  const numbers = open(12, 1000);
  github.clock.advance(3_600_000);
  const [latest = 0] = open(1, 0);
  const target = { githubId, nodeId: "" };
  const list = listByCreationRest(client, target, undefined, { pageSize: 5 });
  const listed = (await collect(list)).flatMap(({ rows }) => rows.map(({ number }) => number));
  expect(new Set(listed)).toEqual(new Set([...numbers, latest]));
});

it("I16: continues an interrupted list by REST, even if pull requests were opened meanwhile", async () => {
  const { client, githubId, open } = await createWorld();
  const numbers = open(30, 1000);
  const target = { githubId, nodeId: "" };
  const options = { pageSize: 5 };
  const [first] = await collect(listByCreationRest(client, target, undefined, options));
  open(3, 1000);
  const rest = await collect(listByCreationRest(client, target, first?.place, options));
  const listed = rest.flatMap(({ rows }) => rows.map(({ number }) => number));
  expect(listed).toEqual(numbers.slice(0, -5).toReversed());
});

const rowOf = (number: number) => ({
  number,
  url: `https://api.github.com/repos/o/r/pulls/${number}`,
  created_at: new Date(Date.UTC(2026, 0, 5, 12, 0, number)).toISOString(),
  updated_at: "2026-01-05T12:00:00Z",
});
const link = '<https://api.github.com/repositories/1/pulls?page=9>; rel="next"';

it("I2: a list whose pages never join fails after some tries, and does not end", async () => {
  const { fetch, requests } = scriptedFetch((request) => {
    const isFirst = !new URL(request.url).searchParams.has("page");
    // After the front come rows that are far older.
    const rows = isFirst ? [59, 58, 57, 56] : [4, 3];
    return json(rows.map(rowOf), { headers: { link } });
  });
  const client = await createClient({ fetch });
  const target = { githubId: 1, nodeId: "" };
  const list = listByCreationRest(client, target, undefined, { pageSize: 4 });
  expect(await rejectionOf(collect(list))).toMatchObject({ code: "transient", retryable: true });
  expect(requests.length).toBeLessThan(60);
});

it("a page is incomplete if the list continues after fewer rows than requested", async () => {
  const { fetch } = scriptedFetch((request) => {
    const page = new URL(request.url).searchParams.get("page");
    if (page === null) return json([9, 8, 7].map(rowOf), { headers: { link } });
    return json(page === "2" ? [7, 6].map(rowOf) : []);
  });
  const client = await createClient({ fetch });
  const target = { githubId: 1, nodeId: "" };
  const pages = await collect(listByCreationRest(client, target, undefined, { pageSize: 4 }));
  expect(pages.map(({ isIncomplete, last }) => ({ isIncomplete, last }))).toEqual([
    { isIncomplete: true, last: false },
    { isIncomplete: false, last: true },
  ]);
  expect(pages.flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual([9, 8, 7, 6]);
});

it.each([1, 25, 50])(
  "I1: a list without Link headers, of which GitHub hides row %s and others, is read to its end",
  async (row) => {
    const { fetch } = scriptedFetch((request) => {
      const { searchParams } = new URL(request.url);
      const size = Number(searchParams.get("per_page"));
      const end = size * Number(searchParams.get("page") ?? 1);
      const numbers = Array.from({ length: 120 }, (_, index) => 120 - index);
      const isHidden = (number: number) => [row, row + 50, 120].includes(number);
      return json(
        numbers
          .slice(end - size, end)
          .filter((number) => !isHidden(number))
          .map(rowOf),
      );
    });
    const client = await createClient({ fetch });
    const target = { githubId: 1, nodeId: "" };
    const pages = await collect(listByCreationRest(client, target, undefined, { pageSize: 50 }));
    const read = new Set(pages.flatMap(({ rows }) => rows.map(({ number }) => number)));
    expect(read.size).toBe(117);
  },
);

/** A list of `total` rows. GitHub hides some of them after it has counted them. */
function hiding(total: number, hidden: readonly number[]) {
  return scriptedFetch((request) => {
    const { searchParams } = new URL(request.url);
    const size = Number(searchParams.get("per_page"));
    const end = size * Number(searchParams.get("page") ?? 1);
    const numbers = Array.from({ length: total }, (_, index) => total - index);
    const rows = numbers.slice(end - size, end).filter((number) => !hidden.includes(number));
    return json(rows.map(rowOf), end < total ? { headers: { link } } : {});
  });
}

it.each([1, 2, 3, 4, 5, 50, 99, 100])(
  "ends with pages of %i, whichever of the last rows GitHub hides",
  async (pageSize) => {
    for (const total of [2, 7, pageSize - 1, pageSize + 5]) {
      for (const hidden of [[], [1], [2], [3, 2], [4, 2], [3, 2, 1]]) {
        const { fetch, requests } = hiding(total, hidden);
        const client = await createClient({ fetch });
        const target = { githubId: 1, nodeId: "" };
        const pages = await collect(listByCreationRest(client, target, undefined, { pageSize }));
        const listed = pages.flatMap(({ rows }) => rows.map(({ number }) => number));
        const shown = Array.from({ length: total }, (_, index) => index + 1);
        const all = shown.filter((number) => !hidden.includes(number));
        expect(new Set(listed), `${hidden} of ${total}`).toEqual(new Set(all));
        expect(requests.length).toBeLessThan(30);
      }
    }
  },
);

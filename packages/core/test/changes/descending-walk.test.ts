import { expect, test } from "vitest";
import { rejectMisplaced } from "../../src/changes/descending-walk.ts";
import { listByCreationRest } from "../../src/changes/history-list.ts";
import { pullsStream } from "../../src/changes/streams.ts";
import { collect, createClient, rejectionOf } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";
import { checkpointOf, createWorld, numbersOf, overlapMs } from "../support/world.ts";

const repository = "o/r";
const long = { since: new Date("2026-01-01T00:00:00Z") };

/** A row that was updated at this minute, which is also its number. */
const rowAt = (minute: number) => ({
  number: minute,
  url: `https://api.github.com/repos/o/r/pulls/${minute}`,
  created_at: "2026-01-05T12:00:00Z",
  updated_at: `2026-01-05T12:${minute}:00Z`,
});

test("a walk ends at the first page that is older than its bound as a whole", async () => {
  const { github, open, pass, asked } = await createWorld();
  const numbers = open(300, 60_000);
  const since = new Date(github.clock.now().getTime() - 59 * 60_000);
  const pages = await pass(pullsStream, { since });
  expect(numbersOf(pages)).toEqual(numbers.slice(-60));
  expect(asked()).toHaveLength(3);
  expect(pages.map(({ done }) => done)).toEqual([false, false, true]);
});

test("the bound is inclusive: a stamp in the same second is included", async () => {
  const { github, open, pass } = await createWorld();
  const [number = 0] = open(1, 0);
  expect(numbersOf(await pass(pullsStream, { since: github.clock.now() }))).toEqual([number]);
});

test("I1: unordered rows hide nothing, as long as a page holds one that is not older", async () => {
  const listed = [29, 28, 24, 27, 26, 23, 22, 21, 20, 19, 18, 25];
  const { fetch, requests } = scriptedFetch((request) => {
    const { searchParams } = new URL(request.url);
    const size = Number(searchParams.get("per_page"));
    const end = Number(searchParams.get("page") ?? 1) * size;
    const link = '<https://api.github.com/repositories/1/pulls?page=9>; rel="next"';
    const rows = listed.slice(end - size, end).map(rowAt);
    return json(rows, end < listed.length ? { headers: { link } } : {});
  });
  const client = await createClient({ fetch });
  const since = new Date("2026-01-05T12:25:00Z");
  const stream = pullsStream.read(client, { githubId: 1 }, { since }, { overlapMs, pageSize: 4 });
  expect(numbersOf(await collect(stream))).toEqual([26, 27, 28, 29]);
  expect(requests.length).toBeGreaterThan(2);
});

test("I1: a response that knows less than the one before hides no row", async () => {
  const { github, open, pass } = await createWorld({
    replicaLagMs: ({ path }) => (path.includes("page=2") ? 300_000 : 0),
  });
  const numbers = open(60, 1000);
  github.clock.advance(3_600_000);
  // Only the first response knows that the row moved to the front and pushed the others down.
  github.truth.editPullRequest({ repository, number: 1, title: "Gate" });
  expect(numbersOf(await pass(pullsStream, long))).toEqual(numbers);
});

test("I1: hundreds of rows that a response does not know to have moved hide no other", async () => {
  const { github, open, pass, asked } = await createWorld({
    replicaLagMs: ({ path, index }) => (path.includes("page=") && index % 2 === 0 ? 300_000 : 0),
  });
  const numbers = open(600, 1000);
  github.clock.advance(3_600_000);
  for (const number of numbers.slice(0, 300)) {
    github.truth.editPullRequest({ repository, number, title: "Gate" });
  }
  expect(numbersOf(await pass(pullsStream, long))).toEqual(numbers);
  expect(asked().length).toBeLessThan(60);
});

test("a walk that is not finished keeps its checkpoint, and no ETag", async () => {
  const { github, open, pass } = await createWorld();
  open(120, 1000);
  github.clock.advance(3_600_000);
  const pages = await pass(pullsStream, long);
  expect(pages.slice(0, -1).map(({ checkpoint }) => checkpoint)).toEqual([long, long]);
  expect(checkpointOf(pages).etag).toBeDefined();
});

test("I1: keeps no ETag while its changes are younger than the lag of lists", async () => {
  const { github, open, pass } = await createWorld();
  open(3, 1000);
  expect(checkpointOf(await pass(pullsStream, long)).etag).toBeUndefined();
  github.clock.advance(overlapMs - 1000);
  expect(checkpointOf(await pass(pullsStream, long)).etag).toBeUndefined();
  github.clock.advance(1000);
  expect(checkpointOf(await pass(pullsStream, long)).etag).toBeDefined();
});

test("the stored ETag is the first page's, and gets 304 while nothing moves", async () => {
  const { github, open, pass, asked } = await createWorld();
  const [number = 0] = open(120, 1000);
  github.clock.advance(3_600_000);
  const closed = checkpointOf(await pass(pullsStream, long));
  expect(closed.since).toEqual(new Date("2026-01-05T12:01:59Z"));
  expect(closed.setBy).toEqual({ date: github.clock.now(), skewMs: 0 });
  asked();
  github.clock.advance(3_600_000);
  expect(await pass(pullsStream, closed)).toMatchObject([
    { done: true, changes: [], checkpoint: closed },
  ]);
  expect(asked()).toHaveLength(1);
  github.truth.editPullRequest({ repository, number, title: "Gate" });
  expect(numbersOf(await pass(pullsStream, closed))).toEqual([number, 120]);
});

test("I1: a row that moves to the front during a walk is in the next walk", async () => {
  const { github, open, pass } = await createWorld();
  const [oldest = 0] = open(120, 1000);
  github.clock.advance(60_000);
  github.onRequest(({ index }) => {
    if (index === 2) github.truth.editPullRequest({ repository, number: oldest, title: "Gate" });
  });
  const walk = await pass(pullsStream, long);
  const next = await pass(pullsStream, checkpointOf(walk));
  expect(numbersOf([...walk, ...next])).toHaveLength(120);
  const stamps = next.flatMap(({ changes }) => changes.filter(({ number }) => number === oldest));
  expect(stamps).toEqual([{ number: oldest, stamp: github.clock.now() }]);
});

test("an empty repository ends when two addresses show no row, with its bound unmoved", async () => {
  const { pass, asked } = await createWorld();
  const pages = await pass(pullsStream, long);
  expect(pages).toMatchObject([{ changes: [], done: true, checkpoint: { since: long.since } }]);
  expect(new Set(asked()).size).toBe(2);
});

test("a list that ends with a row from before the bound is not requested again", async () => {
  const { github, open, pass, asked } = await createWorld();
  const [, ...numbers] = open(3, 60_000);
  const since = new Date(github.clock.now().getTime() - 60_000);
  expect(numbersOf(await pass(pullsStream, { since }))).toEqual(numbers);
  expect(asked()).toHaveLength(1);
});

test("I2: a walk whose second page fails throws, and does not finish", async () => {
  const { github, open, pass } = await createWorld();
  open(120, 1000);
  github.faults.add({ when: ({ index }) => index > 1, fault: { kind: "error", status: 409 } });
  expect(await rejectionOf(pass(pullsStream, long))).toMatchObject({ code: "transient" });
});

test("I1: a page whose rows GitHub all hides does not end the walk", async () => {
  const { fetch } = scriptedFetch((request) => {
    const page = Number(new URL(request.url).searchParams.get("page") ?? 1);
    const link = '<https://api.github.com/repositories/1/pulls?page=9>; rel="next"';
    if (page === 1) return json([], { headers: { link } });
    return json([rowAt(29)]);
  });
  const client = await createClient({ fetch });
  const since = new Date("2026-01-05T12:25:00Z");
  const stream = pullsStream.read(client, { githubId: 1 }, { since }, { overlapMs, pageSize: 4 });
  expect(numbersOf(await collect(stream))).toEqual([29]);
});

test("such a page does not end the history by REST, whose end is requested twice", async () => {
  const { fetch, requests } = scriptedFetch((request) => {
    const page = Number(new URL(request.url).searchParams.get("page") ?? 1);
    const link = '<https://api.github.com/repositories/1/pulls?page=9>; rel="next"';
    if (page === 1) return json([], { headers: { link } });
    return json([rowAt(29)]);
  });
  const client = await createClient({ fetch });
  const pages = await collect(listByCreationRest(client, { githubId: 1 }, undefined, {}));
  expect(pages.flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual([29]);
  expect(requests).toHaveLength(3);
});

/** One pass over these pages, each of rows by their minute; "bad" is a row that can't be read. */
async function passOver(pages: readonly (readonly (number | "bad")[])[]) {
  const { fetch } = scriptedFetch((_, index) => {
    const rows = (pages[index] ?? []).map((minute) =>
      minute === "bad" ? { ...rowAt(10), updated_at: "soon" } : rowAt(minute),
    );
    const link = '<https://api.github.com/repositories/1/pulls?page=9>; rel="next"';
    return json(rows, index + 1 < pages.length ? { headers: { link } } : {});
  });
  const client = await createClient({ fetch });
  const etag = { credentialId: "me", url: "u", value: "v" };
  const stand = { since: rowBound, etag, untrustedFrom: rowBound, pageSize: 20 };
  return await collect(pullsStream.read(client, { githubId: 1 }, stand, { overlapMs }));
}

const rowBound = new Date("2026-01-05T12:25:00Z");

test.each([
  ["alone", [["bad"]]],
  ["below a change", [[29, "bad", 20]]],
  ["below a row of the bound's own second", [[25, "bad", 20]]],
  ["between older rows, with a change further down", [[29, 20, "bad", 26, 19]]],
  [
    "on a page before the last",
    [
      [29, "bad", 28],
      [28, 20],
    ],
  ],
] as const)(
  "I1: a row that cannot be read, %s, may be a change: the bound stays",
  async (_, pages) => {
    const read = await passOver(pages);
    expect(checkpointOf(read)).toEqual({
      since: rowBound,
      pageSize: 20,
      unread: expect.stringContaining(`"soon" as row.updated_at`),
    });
    const changes = pages.flat().filter((minute) => minute !== "bad" && minute >= 25);
    expect(numbersOf(read)).toEqual([...new Set(changes as number[])].sort());
  },
);

test("a row that cannot be read is not a change if the rows around it are older than the bound", async () => {
  const checkpoint = checkpointOf(await passOver([[29, 20, "bad", 19]]));
  expect(checkpoint).toEqual({ since: rowBound });
});

/** GitHub's header on the last of many pages. */
const lastPage = '<https://api.github.com/repositories/1/pulls?page=1>; rel="prev"';

test("I1: a row that was touched after its page was read comes with its new stamp", async () => {
  const { fetch } = scriptedFetch((request) => {
    const isFirst = !new URL(request.url).searchParams.has("page");
    const link = '<https://api.github.com/repositories/1/pulls?page=9>; rel="next"';
    if (isFirst) return json([29, 28, 27, 26].map(rowAt), { headers: { link } });
    const touched = { ...rowAt(26), updated_at: "2026-01-05T12:28:00Z" };
    return json([touched, rowAt(25), rowAt(20)], { headers: { link: lastPage } });
  });
  const client = await createClient({ fetch });
  const options = { overlapMs, pageSize: 4 };
  const pages = await collect(
    pullsStream.read(client, { githubId: 1 }, { since: rowBound }, options),
  );
  const stamps = pages.flatMap(({ changes }) => changes.filter(({ number }) => number === 26));
  expect(stamps.map(({ stamp }) => stamp.getUTCMinutes())).toEqual([26, 28]);
  expect(numbersOf(pages)).toEqual([25, 26, 27, 28, 29]);
});

test("I1: a page without rows in the middle of a walk is requested again, further up", async () => {
  const { fetch, requests } = scriptedFetch((_, index) => {
    const link = '<https://api.github.com/repositories/1/pulls?page=9>; rel="next"';
    if (index === 0) return json([29, 28, 27, 26].map(rowAt), { headers: { link } });
    const rows = index === 1 ? [] : [28, 27, 26, 25, 20].map(rowAt);
    return json(rows, { headers: { link: lastPage } });
  });
  const client = await createClient({ fetch });
  const options = { overlapMs, pageSize: 4 };
  const pages = await collect(
    pullsStream.read(client, { githubId: 1 }, { since: rowBound }, options),
  );
  expect(numbersOf(pages)).toEqual([25, 26, 27, 28, 29]);
  expect(requests).toHaveLength(3);
});

test.each([
  // Minutes of the rows' stamps, from the front; the bound is at 100, the response's clock at 200.
  { rows: [150, 3, 140, 20], taken: [3], at: [1] },
  { rows: [3, 150, 2, 140, 20], taken: [3, 2], at: [0, 1] },
  { rows: [150, 3, 20, 15], taken: [3], at: [1] },
  // Neighbours in each other's place.
  { rows: [3, 150, 2], taken: [], at: [] },
  { rows: [150, 20, 140, 3], taken: [], at: [] },
  { rows: [150, 95, 104, 20], taken: [], at: [] },
  { rows: [150, 120, 140, 110], taken: [], at: [] },
  { rows: [150, 40, 30, 999], taken: [], at: [] },
  { rows: [150, 3], taken: [], at: [] },
])("rows of the minutes $rows: $taken are too old for their place", ({ rows, taken, at }) => {
  const rowOf = (minute: number) => {
    const stamp = new Date(minute * 60_000);
    return { number: minute, createdAt: new Date(0), stamp };
  };
  const minute = (minutes: number) => new Date(minutes * 60_000);
  const all = { rows: rows.map(rowOf), bad: [] };
  const left = rejectMisplaced("/pulls", all, minute(100), minute(200));
  expect(left.rows.map(({ number }) => number)).toEqual(rows.filter((row) => !taken.includes(row)));
  expect(left.bad.map((row) => row.at)).toEqual(at);
});

test("a row from before its own creation is too old for any place before the bound", () => {
  const at = (minute: number) => new Date(minute * 60_000);
  const row = { number: 7, createdAt: at(50), stamp: at(3) };
  const taken = rejectMisplaced("/pulls", { rows: [row], bad: [] }, at(100), at(200));
  expect(taken).toEqual({ rows: [], bad: [{ at: 0, reason: expect.stringContaining("#7") }] });
  const older = rejectMisplaced("/pulls", { rows: [row], bad: [] }, at(2), at(200));
  expect(older.rows).toEqual([row]);
});

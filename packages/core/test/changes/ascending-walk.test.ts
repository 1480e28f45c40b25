import type { StreamCheckpoint } from "@ghsync/core";
import { expect, test } from "vitest";
import { issuesStream } from "../../src/changes/streams.ts";
import { collect, rejectionOf } from "../support/client.ts";
import { checkpointOf, createWorld, numbersOf, overlapMs } from "../support/world.ts";

const long: StreamCheckpoint = { since: new Date("2026-01-01T00:00:00Z") };

test("I1: a pass over more than a page restarts by key, inclusively, and shows everything", async () => {
  const { open, pass, asked } = await createWorld();
  const numbers = open(250, 1000);
  const pages = await pass(issuesStream, long);
  expect(numbersOf(pages)).toEqual(numbers);
  expect(pages.map(({ done }) => done)).toEqual([false, false, true]);
  const since = asked().map((path) => new URLSearchParams(path.split("?")[1]).get("since"));
  // The order is not strict, so the walk restarts ten rows of a hundred before the end.
  expect(since).toEqual(["2026-01-01T00:00:00Z", "2026-01-05T12:01:30Z", "2026-01-05T12:03:00Z"]);
});

test.each([
  ["two rows that swap places across a page end hide nothing", [101, 100], 99],
  ["a page whose last rows are unordered hides nothing", [95, 92, 91, 94, 96], 90],
])("I1: %s", async (_, moved, behind) => {
  const { github, open, pass } = await createWorld();
  const numbers = open(150, 1000);
  // These come in this order after that row. The others keep their order.
  const order = (number: number) =>
    moved.includes(number) ? behind + (moved.indexOf(number) + 1) / 100 : number;
  github.intercept(({ path }) => {
    const url = new URL(path, "https://api.github.com");
    if (!url.pathname.endsWith("/issues")) return undefined;
    const since = url.searchParams.get("since") ?? "";
    const rows = numbers
      .map((number) => ({
        number,
        pull_request: { url: `https://api.github.com/repos/o/r/pulls/${number}` },
        html_url: `https://github.com/o/r/pull/${number}`,
        updated_at: new Date(Date.parse("2026-01-05T12:00:00Z") + number * 1000).toISOString(),
      }))
      .filter(({ updated_at }) => Date.parse(updated_at) >= Date.parse(since));
    rows.sort((one, other) => order(one.number) - order(other.number));
    const link = rows.length > 100 ? { link: `<${url.href}&page=2>; rel="next"` } : undefined;
    const headers = { date: "Mon, 05 Jan 2026 13:00:00 GMT", ...link };
    return Response.json(rows.slice(0, 100), { headers });
  });
  expect(new Set(numbersOf(await pass(issuesStream, long)))).toEqual(new Set(numbers));
});

test("I1: a row that is touched during a pass hides no other row", async () => {
  const { github, open, pass } = await createWorld({ issuesPaging: "page" });
  const numbers = open(150, 1000);
  github.clock.advance(60_000);
  github.onRequest(({ index, path }) => {
    if (index !== 2 || !path.includes("/issues?")) return;
    for (const number of numbers.slice(0, 50)) {
      github.truth.comment({ repository: "o/r", number, actor: "bob", body: "Moved." });
    }
  });
  const pages = await pass(issuesStream, long);
  expect(pages.length).toBeGreaterThan(1);
  expect(numbersOf(pages)).toEqual(numbers);
});

test("I1: a second that holds more than a page is read completely by GitHub's own link", async () => {
  const { github, open, pass, asked } = await createWorld();
  const before = open(10, 1000);
  github.clock.advance(1000);
  const crowded = open(230, 0);
  github.clock.advance(1000);
  const after = open(5, 1000);
  const pages = await pass(issuesStream, long);
  expect(numbersOf(pages)).toEqual([...before, ...crowded, ...after]);
  expect(asked().some((path) => path.includes("after="))).toBe(true);
});

test("I1: a repository in which everything happened in one second is read completely", async () => {
  const { open, pass } = await createWorld();
  const numbers = open(301, 0);
  expect(numbersOf(await pass(issuesStream, long))).toEqual(numbers);
});

test("I16: an interrupted pass continues from the checkpoint of any of its pages", async () => {
  const { github, open, pass, client, githubId } = await createWorld();
  const numbers = open(350, 1000);
  const whole = await pass(issuesStream, long);
  for (let read = 1; read < whole.length; read += 1) {
    const begun = whole.slice(0, read);
    const checkpoint = begun.at(-1)?.checkpoint ?? long;
    expect(checkpoint).toMatchObject({
      since: long.since,
      pass: { startedAt: github.clock.now() },
    });
    expect(checkpoint.etag).toBeUndefined();
    const stream = issuesStream.read(client, { githubId }, checkpoint, { overlapMs });
    const rest = await collect(stream);
    expect(numbersOf([...begun, ...rest])).toEqual(numbers);
    expect(rest).toHaveLength(whole.length - read);
    expect(checkpointOf(rest).since).toEqual(checkpointOf(whole).since);
  }
});

test("I1: a resumed pass takes its bound from its start, not from when it was resumed", async () => {
  const { github, open, pass, client, githubId } = await createWorld();
  open(150, 1000);
  const startedAt = github.clock.now();
  const [first] = await pass(issuesStream, long);
  github.clock.advance(3_600_000);
  open(1, 0);
  const stream = issuesStream.read(client, { githubId }, first?.checkpoint ?? long, { overlapMs });
  const { since } = checkpointOf(await collect(stream));
  expect(since).toEqual(new Date(startedAt.getTime() - overlapMs));
});

test("a quiet stream requests one URL again and again, and gets 304", async () => {
  const { github, open, pass, asked, client } = await createWorld();
  open(3, 1000);
  github.clock.advance(3_600_000);
  const first = checkpointOf(await pass(issuesStream, long));
  const setBy = { date: github.clock.now(), skewMs: 0 };
  expect(first).toEqual({ since: new Date("2026-01-05T12:00:02Z"), setBy });
  const second = checkpointOf(await pass(issuesStream, first));
  expect(second).toMatchObject({ since: first.since, etag: { credentialId: client.credentialId } });
  asked();
  let checkpoint = second;
  for (let day = 0; day < 3; day += 1) {
    github.clock.advance(86_400_000);
    const pages = await pass(issuesStream, checkpoint);
    expect(pages).toMatchObject([{ changes: [], done: true, checkpoint: second }]);
    checkpoint = checkpointOf(pages);
  }
  expect(new Set(asked()).size).toBe(1);
  expect(client.usage()).toMatchObject({ notModified: 3, points: 0 });
});

test("I1: a change after a 304 is in the next pass", async () => {
  const { github, open, pass } = await createWorld();
  const [number = 0] = open(1, 0);
  github.clock.advance(3_600_000);
  const first = checkpointOf(await pass(issuesStream, long));
  const second = checkpointOf(await pass(issuesStream, first));
  github.truth.comment({ repository: "o/r", number, actor: "bob", body: "Hi" });
  expect(numbersOf(await pass(issuesStream, second))).toEqual([number]);
});

test("I1: a change that does not fit on a full page is in the next pass", async () => {
  const { github, open, pass } = await createWorld();
  const [moved = 0] = open(101, 1000);
  github.clock.advance(60_000);
  // All but the first, which is older than the bound.
  const since = new Date("2026-01-05T12:00:01Z");
  const full = checkpointOf(await pass(issuesStream, { since }));
  const again = checkpointOf(await pass(issuesStream, full));
  github.truth.editPullRequest({ repository: "o/r", number: moved, title: "Gate" });
  expect(numbersOf(await pass(issuesStream, again))).toContain(moved);
});

test("an ETag of another credential is never sent", async () => {
  const { github, open, pass } = await createWorld();
  open(1, 0);
  github.clock.advance(3_600_000);
  const first = checkpointOf(await pass(issuesStream, long));
  const { since, etag } = checkpointOf(await pass(issuesStream, first));
  const foreign = etag && { ...etag, credentialId: "another credential" };
  const pages = await pass(issuesStream, { since, ...(foreign && { etag: foreign }) });
  expect(foreign).toBeDefined();
  expect(numbersOf(pages)).toHaveLength(1);
});

test("an empty list leaves the bound where it is, and its ETag is kept", async () => {
  const { pass, github } = await createWorld();
  const first = checkpointOf(await pass(issuesStream, long));
  expect(first).toMatchObject({ since: long.since, etag: { value: expect.any(String) } });
  github.clock.advance(60_000);
  expect(await pass(issuesStream, first)).toMatchObject([{ done: true, checkpoint: first }]);
});

test("I2: a pass whose second page fails throws, and does not end", async () => {
  const { github, open, pass } = await createWorld();
  open(150, 1000);
  github.faults.add({ when: ({ index }) => index > 1, fault: { kind: "error", status: 409 } });
  expect(await rejectionOf(pass(issuesStream, long))).toMatchObject({ code: "transient" });
});

test("a pass of more than one page keeps no ETag, even if all rows are in one second", async () => {
  const { github, open, pass } = await createWorld();
  open(130, 0);
  const since = github.clock.now();
  github.clock.advance(3_600_000);
  const pages = await pass(issuesStream, { since });
  expect(pages).toHaveLength(2);
  expect(checkpointOf(pages)).toEqual({ since });
});

/** Rows by number, a second apart. A row whose stamp is not an instant cannot be read. */
async function passOver(bad: readonly number[], from: StreamCheckpoint) {
  const { github, client, githubId } = await createWorld();
  github.intercept(({ path }) => {
    const url = new URL(path, "https://api.github.com");
    if (!url.pathname.endsWith("/issues")) return undefined;
    const since = Date.parse(url.searchParams.get("since") ?? "");
    const rows = Array.from({ length: 25 }, (_, index) => index + 1)
      .filter((number) => secondOf(number).getTime() >= since)
      .map((number) => ({
        number,
        pull_request: { url: `https://api.github.com/repos/o/r/pulls/${number}` },
        html_url: `https://github.com/o/r/pull/${number}`,
        updated_at: bad.includes(number) ? "soon" : secondOf(number).toISOString(),
      }));
    const link = rows.length > 10 ? { link: `<${url.href}&page=2>; rel="next"` } : undefined;
    const headers = { date: "Mon, 05 Jan 2026 13:00:00 GMT", ...link };
    return Response.json(rows.slice(0, 10), { headers });
  });
  const options = { overlapMs, pageSize: 10 };
  return await collect(issuesStream.read(client, { githubId }, from, options));
}

const secondOf = (number: number) => new Date(Date.UTC(2026, 0, 5, 12, 0, number));
const readsAll = Array.from({ length: 25 }, (_, index) => index + 1);

test.each([
  ["first", 3, 0],
  ["second", 12, 10],
  ["last", 25, 19],
])(
  "I1: a row that cannot be read, on the %s page, keeps the bound before that page",
  async (_, bad, from) => {
    const pages = await passOver([bad], { since: secondOf(0) });
    expect(numbersOf(pages)).toEqual(readsAll.filter((number) => number !== bad));
    const { since, unread, etag } = checkpointOf(pages);
    expect(unread).toContain(`"soon" as row.updated_at`);
    expect(since).toEqual(secondOf(from));
    expect(etag).toBeUndefined();
  },
);

test("I1: a pass that was interrupted after a row that cannot be read keeps its bound before that row", async () => {
  const [first, second, ...others] = await passOver([3], { since: secondOf(0) });
  expect(others.length).toBeGreaterThan(0);
  for (const page of [first, second]) {
    const rest = await passOver([], page?.checkpoint ?? long);
    expect(checkpointOf(rest)).toMatchObject({
      since: secondOf(0),
      unread: expect.stringContaining("soon"),
    });
  }
});

test("a pass that is read completely clears the unread row of the pass before", async () => {
  const stuck = checkpointOf(await passOver([3], { since: secondOf(0) }));
  const healed = checkpointOf(await passOver([], stuck));
  expect(healed).not.toHaveProperty("unread");
  expect(healed.since).toEqual(secondOf(25));
});

test("I1: a pass of several pages, interrupted or not, keeps the clock reading of its first response", async () => {
  const { github, open, pass, client, githubId } = await createWorld();
  const startedAt = github.clock.now();
  open(150, 1000);
  github.clock.advance(3_600_000);
  const date = github.clock.now();
  const [first, ...rest] = await pass(issuesStream, { since: startedAt });
  const reading = { setBy: { date, skewMs: 0 } };
  expect(first?.checkpoint.pass).toMatchObject({ startedAt: date, skewMs: 0 });
  expect(checkpointOf(rest)).toMatchObject(reading);
  github.clock.advance(60_000);
  const options = { overlapMs };
  const checkpoint = first?.checkpoint ?? long;
  const again = await collect(issuesStream.read(client, { githubId }, checkpoint, options));
  expect(checkpointOf(again)).toMatchObject(reading);
});

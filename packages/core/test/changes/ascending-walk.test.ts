import type { StreamCheckpoint } from "@ghsync/core";
import { expect, test } from "vitest";
import { issuesStream } from "../../src/changes/issues-stream.ts";
import { collect, rejectionOf } from "../support/client.ts";
import { checkpointOf, createWorld, numbersOf, overlapMs } from "../support/world.ts";

const long: StreamCheckpoint = { since: new Date("2026-01-01T00:00:00Z") };

test("I1: a pass over more than a page restarts by key, inclusively, and names everything", async () => {
  const { open, pass, asked } = await createWorld();
  const numbers = open(250, 1000);
  const pages = await pass(issuesStream, long);
  expect(numbersOf(pages)).toEqual(numbers);
  expect(pages.map(({ done }) => done)).toEqual([false, false, true]);
  const since = asked().map((path) => new URLSearchParams(path.split("?")[1]).get("since"));
  // Ten rows of a hundred before the end, since the order is not strict.
  expect(since).toEqual(["2026-01-01T00:00:00Z", "2026-01-05T12:01:30Z", "2026-01-05T12:03:00Z"]);
});

test("I1: rows that change places across the end of a page hide nothing", async () => {
  const { github, open, pass } = await createWorld();
  const numbers = open(150, 1000);
  const edge = [100, 101];
  github.intercept(({ path }) => {
    const url = new URL(path, "https://api.github.com");
    if (!url.pathname.endsWith("/issues")) return undefined;
    const since = url.searchParams.get("since") ?? "";
    const rows = numbers
      .map((number) => ({
        number,
        pull_request: { url: `https://api.github.com/repos/o/r/pulls/${number}` },
        updated_at: new Date(Date.parse("2026-01-05T12:00:00Z") + number * 1000).toISOString(),
      }))
      .filter(({ updated_at }) => Date.parse(updated_at) >= Date.parse(since));
    const one = rows.findIndex(({ number }) => number === edge[0]);
    const [first, second] = [rows[one], rows[one + 1]];
    if (first && second) rows.splice(one, 2, second, first);
    const link = rows.length > 100 ? { link: `<${url.href}&page=2>; rel="next"` } : undefined;
    const headers = { date: "Mon, 05 Jan 2026 13:00:00 GMT", ...link };
    return Response.json(rows.slice(0, 100), { headers });
  });
  expect(new Set(numbersOf(await pass(issuesStream, long)))).toEqual(new Set(numbers));
});

test("I1: a row that is touched in the middle of a pass hides no other", async () => {
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

test("I1: a second that holds more than a page is read to its end by GitHub's own link", async () => {
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

test("I1: a repository in which everything happened at one second is read whole", async () => {
  const { open, pass } = await createWorld();
  const numbers = open(301, 0);
  expect(numbersOf(await pass(issuesStream, long))).toEqual(numbers);
});

test("I16: a pass that was broken off goes on from the checkpoint of any of its pages", async () => {
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

test("I1: a resumed pass takes its bound from when it began, not from when it went on", async () => {
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

test("a quiet stream asks one URL again and again, and is answered 304", async () => {
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

test("I1: a change after a 304 is seen by the next pass", async () => {
  const { github, open, pass } = await createWorld();
  const [number = 0] = open(1, 0);
  github.clock.advance(3_600_000);
  const first = checkpointOf(await pass(issuesStream, long));
  const second = checkpointOf(await pass(issuesStream, first));
  github.truth.comment({ repository: "o/r", number, actor: "bob", body: "Hi" });
  expect(numbersOf(await pass(issuesStream, second))).toEqual([number]);
});

test("I1: a change that a full page has no room for is seen by the next pass", async () => {
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

test("another credential's ETag is never sent", async () => {
  const { github, open, pass } = await createWorld();
  open(1, 0);
  github.clock.advance(3_600_000);
  const first = checkpointOf(await pass(issuesStream, long));
  const { since, etag } = checkpointOf(await pass(issuesStream, first));
  const foreign = etag && { ...etag, credentialId: "somebody else" };
  const pages = await pass(issuesStream, { since, ...(foreign && { etag: foreign }) });
  expect(foreign).toBeDefined();
  expect(numbersOf(pages)).toHaveLength(1);
});

test("an empty list leaves the bound where it is, and can be told by its ETag", async () => {
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

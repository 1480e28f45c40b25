import {
  type ChangePage,
  type GitHubClient,
  issuesStream,
  type StreamCheckpoint,
} from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createFakeClient } from "../fake-client.ts";

const repository = "acme/api";
const overlapMs = 600_000;
const hourMs = 3_600_000;

/** A repository, and what reads its issues list. The clock is an hour past `since`. */
async function createStream() {
  const github = createFakeGitHub();
  const githubId = github.truth.createRepository({ fullName: repository });
  const since = github.clock.now();
  const client = await createFakeClient(github);
  const read = (checkpoint: StreamCheckpoint = { since }, by: GitHubClient = client) =>
    issuesStream.read(by, { githubId }, checkpoint, { overlapMs });
  return { github, since, read };
}

/** Opens pull requests, so many seconds apart. */
function open({ truth, clock }: FakeGitHub, count: number, everyS: number): void {
  for (let index = 0; index < count; index += 1) {
    truth.openPullRequest({ repository, actor: "ada", title: `Change ${index}` });
    clock.advance(everyS * 1000);
  }
}

async function pagesOf(pages: AsyncIterable<ChangePage>): Promise<ChangePage[]> {
  const read: ChangePage[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

const numbersOf = (pages: readonly ChangePage[]) =>
  pages.flatMap(({ changes }) => changes.map(({ number }) => number));

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** The `since` of each request, as seconds after the first. */
function sincesOf({ ledger }: FakeGitHub, since: Date): number[] {
  return ledger.entries.map(({ path }) => {
    const asked = new URL(path, "https://api.github.com").searchParams.get("since");
    return (Date.parse(String(asked)) - since.getTime()) / 1000;
  });
}

describe("the issues stream", () => {
  it("reads on by key: each page is asked from the last stamp of the one before", async () => {
    const { github, since, read } = await createStream();
    open(github, 250, 2);
    github.clock.advance(hourMs);
    const pages = await pagesOf(read());
    expect([...new Set(numbersOf(pages))]).toEqual(upTo(250));
    expect(pages.map(({ changes, done }) => [changes.length, done])).toEqual([
      [100, false],
      [100, false],
      [52, true],
    ]);
    expect(sincesOf(github, since)).toEqual([0, 198, 396]);
  });

  it("I1: misses none when a row that was read is touched during the walk", async () => {
    const { github, read } = await createStream();
    open(github, 250, 2);
    github.clock.advance(hourMs);
    github.onRequest(({ index }) => {
      // The first page's rows leave their places: page numbers would pass over as many others.
      if (index === 2) {
        for (const number of upTo(40)) {
          github.truth.editPullRequest({ repository, number, title: "Touched" });
        }
      }
    });
    const numbers = numbersOf(await pagesOf(read()));
    expect([...new Set(numbers)].toSorted((one, other) => one - other)).toEqual(upTo(250));
    for (const number of upTo(40))
      expect(numbers.filter((seen) => seen === number)).toHaveLength(2);
  });

  it("I1: gets through a second that holds more rows than a page", async () => {
    const { github, since, read } = await createStream();
    open(github, 30, 1);
    open(github, 270, 0);
    github.clock.advance(1000);
    open(github, 40, 1);
    github.clock.advance(hourMs);
    const pages = await pagesOf(read());
    expect([...new Set(numbersOf(pages))]).toEqual(upTo(340));
    // Restarted by key at the crowded second, which is then followed link by link, and by key again behind it.
    expect(sincesOf(github, since)).toEqual([0, 30, 30, 30, 60]);
  });

  it("sees a change of the very second that it begins at", async () => {
    const { github, since, read } = await createStream();
    open(github, 1, 0);
    expect(numbersOf(await pagesOf(read()))).toEqual([1]);
    expect(numbersOf(await pagesOf(read({ since: new Date(since.getTime() + 1000) })))).toEqual([]);
  });

  it("passes plain issues over, and moves its bound by them", async () => {
    const { github, since, read } = await createStream();
    open(github, 1, 1);
    github.truth.openIssue({ repository, actor: "ada", title: "Why?" });
    github.clock.advance(hourMs);
    const [page] = await pagesOf(read());
    expect(page?.changes).toEqual([{ number: 1, stamp: since }]);
    expect(page?.checkpoint.since).toEqual(new Date(since.getTime() + 1000));
  });

  it("I16: goes on from any page's checkpoint, to the same end", async () => {
    const { github, read } = await createStream();
    open(github, 350, 2);
    github.clock.advance(hourMs);
    const undisturbed = await pagesOf(read());
    for (const [index, { checkpoint }] of undisturbed.slice(0, -1).entries()) {
      github.clock.advance(hourMs);
      const rest = await pagesOf(read(checkpoint));
      expect(numbersOf(rest)).toEqual(numbersOf(undisturbed.slice(index + 1)));
      expect(rest.at(-1)?.checkpoint).toEqual(undisturbed.at(-1)?.checkpoint);
    }
  });

  it("keeps its bound out of the overlap before the first answer of the pass", async () => {
    const { github, since, read } = await createStream();
    open(github, 150, 10);
    // What happened shortly before the first answer may not be shown yet, however late the last one comes.
    const startedAt = github.clock.now().getTime();
    github.onRequest(({ index }) => {
      if (index > 1) github.clock.advance(hourMs);
    });
    const last = (await pagesOf(read())).at(-1);
    expect(last?.checkpoint).toEqual({ since: new Date(startedAt - overlapMs) });
    expect(last?.checkpoint.since).toEqual(new Date(since.getTime() + 900_000));
  });

  it("fails rather than end early when a later page cannot be had", async () => {
    const { github, read } = await createStream();
    open(github, 250, 2);
    github.faults.add({
      when: (request) => request.index > 1,
      fault: { kind: "error", status: 500 },
    });
    const pages = read()[Symbol.asyncIterator]();
    expect((await pages.next()).value).toMatchObject({ done: false });
    await expect(pages.next()).rejects.toMatchObject({ code: "transient" });
  });
});

describe("the issues stream of a quiet repository", () => {
  it("asks the same address, is answered 304, and stays where it is", async () => {
    const { github, read } = await createStream();
    open(github, 3, 60);
    github.clock.advance(hourMs);
    const [moved] = await pagesOf(read());
    expect(moved?.checkpoint.etag).toBeUndefined();
    const [still] = await pagesOf(read(moved?.checkpoint));
    expect(still?.checkpoint).toEqual({ ...moved?.checkpoint, etag: expect.anything() });
    github.ledger.clear();
    for (const _ of upTo(3)) {
      github.clock.advance(hourMs);
      const pages = await pagesOf(read(still?.checkpoint));
      expect(pages).toEqual([
        { changes: [], checkpoint: still?.checkpoint, done: true, date: github.clock.now() },
      ]);
    }
    expect(github.ledger.summary()).toMatchObject({
      requests: 3,
      notModified: 3,
      primary: { core: 0 },
    });
  });

  it("shows a change although it has an ETag", async () => {
    const { github, read } = await createStream();
    open(github, 3, 60);
    github.clock.advance(hourMs);
    const [moved] = await pagesOf(read());
    const [still] = await pagesOf(read(moved?.checkpoint));
    github.truth.comment({ repository, number: 2, actor: "ada", body: "And?" });
    const [page] = await pagesOf(read(still?.checkpoint));
    expect(page?.changes).toContainEqual({ number: 2, stamp: github.clock.now() });
  });

  it("keeps no ETag of a pass that had further pages", async () => {
    const { github, since, read } = await createStream();
    open(github, 150, 0);
    github.clock.advance(hourMs);
    const first = await pagesOf(read());
    const again = await pagesOf(read(first.at(-1)?.checkpoint));
    // All in one second: the address stands still, and a page's ETag says nothing of the next page.
    expect(again.map(({ checkpoint }) => checkpoint.etag)).toEqual([undefined, undefined]);
    expect(again.at(-1)?.checkpoint).toEqual({ since });
  });

  it("does not send an ETag that another credential was given", async () => {
    const { github, read } = await createStream();
    open(github, 1, 60);
    github.clock.advance(hourMs);
    const [moved] = await pagesOf(read());
    const [still] = await pagesOf(read(moved?.checkpoint));
    const sent: (string | null)[] = [];
    github.onRequest(({ headers }) => void sent.push(headers.get("if-none-match")));
    const other = { ...(await createFakeClient(github)), credentialId: "user:2" };
    const [page] = await pagesOf(read(still?.checkpoint, other));
    expect(sent).toEqual([null]);
    expect(page?.changes).toHaveLength(1);
    expect(page?.checkpoint.etag).toMatchObject({ credentialId: "user:2" });
  });
});

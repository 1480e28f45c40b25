import { Readable } from "node:stream";
import { createFakeGitHub } from "@ghsync/testing";
import { afterEach, describe, expect, it, test, vi } from "vitest";
import { classifyResponse } from "../../src/github/classify-response.ts";
import { judgeResponse } from "../../src/github/judge-response.ts";
import { createClient, createClientOf, rejectionOf } from "../support/client.ts";
import { createHarness, expectEqualsGitHub, openPullRequests } from "../sync-harness.ts";

const maxResponseBytes = 100_000;
const block = new Uint8Array(10_000).fill(32);
const headers = { "content-type": "application/json", date: "Mon, 05 Jan 2026 12:00:00 GMT" };

/** Responses that nobody reads to the end, and how many bytes of each were read. */
const bodies = {
  "a web stream": () => {
    let bytes = 0;
    let isCancelled = false;
    const body = new ReadableStream({
      pull(controller) {
        bytes += block.length;
        controller.enqueue(block);
      },
      cancel() {
        isCancelled = true;
      },
    });
    return { response: new Response(body, { headers }), seen: () => ({ bytes, isCancelled }) };
  },
  "a stream of Node's": () => {
    let bytes = 0;
    const body = new Readable({
      read() {
        bytes += block.length;
        this.push(block);
      },
    });
    const response = { status: 200, url: "", headers: new Headers(headers), body };
    return { response, seen: () => ({ bytes, isCancelled: body.destroyed }) };
  },
  "text() alone": () => {
    const text = async () => " ".repeat(maxResponseBytes + 1);
    const response = { status: 200, url: "", headers: new Headers(headers), text };
    return { response, seen: () => ({ bytes: 0, isCancelled: true }) };
  },
  "a length in the header": () => {
    const { response, seen } = bodies["a web stream"]();
    response.headers.set("content-length", String(maxResponseBytes + 1));
    return { response, seen };
  },
};

describe.each(Object.entries(bodies))("a response that is too large, as %s", (_, create) => {
  it.each(["REST", "GraphQL"])("is not read further, and counts as too heavy: %s", async (api) => {
    const { response, seen } = create();
    const fetch = vi.fn(async () => response as unknown as Response);
    const client = await createClient({ fetch, maxResponseBytes });
    const asked =
      api === "REST" ? client.get("/repositories/1") : client.graphql("query { x }", {});
    const error = await rejectionOf(asked);
    expect(error).toMatchObject({ code: "query_too_heavy", retryable: true });
    expect((error as Error).message).toMatch(/larger than 100000 bytes.*maxResponseBytes/);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(seen()).toMatchObject({ isCancelled: true });
    expect(seen().bytes).toBeLessThanOrEqual(maxResponseBytes + 10 * block.length);
  });
});

test("a response as large as the limit is read, and one a byte larger is not", async () => {
  const body = JSON.stringify({ text: "ä".repeat(1000) });
  const fetch = async () => new Response(body, { headers });
  const length = Buffer.byteLength(body);
  const client = await createClient({ fetch, maxResponseBytes: length });
  expect((await client.get("/repositories/1")).data).toEqual(JSON.parse(body));
  const other = await createClient({ fetch, maxResponseBytes: length - 1 });
  expect(await rejectionOf(other.get("/repositories/1"))).toMatchObject({
    code: "query_too_heavy",
  });
});

test("the default limit is 64 MiB", async () => {
  for (const [length, code] of [
    [64 * 2 ** 20, undefined],
    [64 * 2 ** 20 + 1, "query_too_heavy"],
  ] as const) {
    const declared = { ...headers, "content-length": String(length) };
    const client = await createClient({
      fetch: async () => new Response("{}", { headers: declared }),
    });
    const error = await client.get("/x").then(
      () => undefined,
      (thrown: { code: string }) => thrown.code,
    );
    expect(error).toBe(code);
  }
});

test("over HTTP, a small body that inflates without end is stopped at the limit", async () => {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/api" });
  github.faults.add({ times: 1, fault: { kind: "endless" } });
  const { url, close } = await github.listen();
  try {
    const client = await createClient({ baseUrl: url, maxResponseBytes });
    expect(await rejectionOf(client.get("/repos/acme/api"))).toMatchObject({
      code: "query_too_heavy",
    });
    await client.get("/repos/acme/api");
  } finally {
    await close();
  }
});

describe("a sync with responses larger than the limit", () => {
  const long = "x".repeat(20_000);

  function openLong(github: ReturnType<typeof createFakeGitHub>, count: number) {
    const numbers = openPullRequests(github, count);
    for (const number of numbers) {
      github.truth.editPullRequest({
        repository: "acme/api",
        number,
        body: long,
      });
    }
    github.clock.advance(3_600_000);
    return numbers;
  }

  it("I1: halves batches and pages until they fit", async () => {
    const github = createFakeGitHub();
    const pulls = 24;
    openLong(github, pulls);
    const list = `https://api.github.com/repos/acme/api/pulls?per_page=${pulls}`;
    const page = await (await github.fetch(list)).text();
    github.ledger.clear();
    const maxResponseBytes = Math.floor(page.length * 0.6);
    const harness = await createHarness({ github, pageSize: pulls, client: { maxResponseBytes } });
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
    const asked = github.ledger.entries.map(({ path, operation }) =>
      operation === "Hydrate" ? operation : (/\/pulls\?.*per_page=\d+/.exec(path)?.[0] ?? ""),
    );
    expect(asked.filter((each) => each.endsWith("per_page=24"))).toHaveLength(1);
    expect(asked.filter((each) => each.endsWith("per_page=12"))).not.toHaveLength(0);
    // One without success, then two of half the size.
    expect(asked.filter((each) => each === "Hydrate")).toHaveLength(3);
    await expectEqualsGitHub(harness, { every: 8 });
  });

  it("I13: lets one pull request that does not fit wait alone", async () => {
    const github = createFakeGitHub();
    const { sync, id, store } = await createHarness({ github });
    openPullRequests(github, 3);
    github.faults.add({ when: { path: /\/pulls\/2$/ }, fault: { kind: "endless" } });
    github.faults.add({
      when: ({ operation, body }) => operation === "Hydrate" && /number: ?2\b/.test(body ?? ""),
      fault: { kind: "endless" },
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    expect(store.pullRequests(id).map(({ snapshot }) => snapshot.pullRequest.number)).toEqual([
      1, 3,
    ]);
  });
});

describe("a list that does not end", () => {
  async function createList(rows: number) {
    const github = createFakeGitHub();
    const githubId = github.truth.createRepository({ fullName: "acme/api" });
    github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title: "A" });
    for (let index = 0; index < rows; index += 1) {
      github.truth.comment({ repository: "acme/api", number: 1, actor: "ada", body: `${index}` });
    }
    const client = await createClientOf(github);
    const path = `/repositories/${githubId}/issues/1/comments`;
    const read = async (expected?: number) => {
      let pages = 0;
      const list = client.pages(path, { per_page: 100 }, { expected });
      const error = await rejectionOf(
        (async () => {
          for await (const page of list) if (page) pages += 1;
        })(),
      );
      return { pages, error };
    };
    return { github, read };
  }

  it.each([
    ["leads to itself", "same", undefined, 1],
    ["leads on to the same rows", "further", undefined, 11],
    ["leads on to the same rows, with a count", "further", 150, 5],
  ] as const)("ends as an error if it %s", async (_, next, expected, pages) => {
    const { github, read } = await createList(100);
    github.faults.add({ fault: { kind: "endless-list", next } });
    const end = await read(expected);
    expect(end.error).toMatchObject({ code: "response_invalid", retryable: false });
    expect((end.error as Error).message).toMatch(/issues\/1\/comments does not end/);
    expect(end.pages).toBe(pages);
  });

  it("ends as an error past twice the count if new rows never stop", async () => {
    const { github, read } = await createList(0);
    let id = 0;
    github.intercept(({ path }) => {
      const { searchParams } = new URL(path, "https://a");
      const page = Number(searchParams.get("page") ?? 1);
      const link = `<https://api.github.com/repositories/1/issues/1/comments?page=${page + 1}>; rel="next"`;
      const rows = Array.from({ length: 100 }, () => ({ id: ++id }));
      return Response.json(rows, { headers: { link, date: "Mon, 05 Jan 2026 12:00:00 GMT" } });
    });
    const end = await read(200);
    expect(end.error).toMatchObject({ code: "response_invalid" });
    expect((end.error as Error).message).toContain("it showed 600 rows, but counts 200");
  });

  it("may have some pages that are empty or repeat rows", async () => {
    const { github, read } = await createList(0);
    github.intercept(({ path }) => {
      const page = Number(new URL(path, "https://a").searchParams.get("page") ?? 1);
      const link = `<https://api.github.com/repositories/1/issues/1/comments?page=${page + 1}>; rel="next"`;
      const rows =
        page % 8 === 0 ? [{ id: page }] : page % 2 === 0 ? [{ id: page - (page % 8) }] : [];
      const headers = { date: "Mon, 05 Jan 2026 12:00:00 GMT", ...(page < 30 && { link }) };
      return Response.json(rows, { headers });
    });
    await expect(read(8)).rejects.toThrow("Expected a rejection");
  });
});

describe("a message from GitHub", () => {
  afterEach(() => void vi.restoreAllMocks());

  /** The longest text that a pattern sees. */
  function watchPatterns(): () => number {
    let longest = 0;
    const exec = RegExp.prototype.exec;
    vi.spyOn(RegExp.prototype, "exec").mockImplementation(function (this: RegExp, text: string) {
      longest = Math.max(longest, text.length);
      return exec.call(this, text);
    });
    return () => longest;
  }

  const repeated = ["https://x", "account ", "installation ", "abuse ", "rate limit? ", " \n"];
  const facts = {
    request: "GET /repositories/1",
    graphql: false,
    date: new Date("2026-01-05T12:00:00Z"),
  };

  it.each([2_000, 200_000])(
    "a message from GitHub is truncated before a pattern sees it: %i characters",
    (length) => {
      const longest = watchPatterns();
      for (const part of repeated) {
        const message = part.repeat(length / part.length);
        for (const status of [200, 403, 422]) {
          judgeResponse({ status, headers: {}, data: { message } }, facts);
          const errors = [{ message }, { type: "FORBIDDEN", message }];
          const data = { data: null, message, documentation_url: message, errors };
          judgeResponse({ status, headers: {}, data }, { ...facts, graphql: true });
        }
        classifyResponse({ ...facts, status: 422, headers: {}, message });
      }
      expect(longest()).toBeGreaterThan(1_000);
      expect(longest()).toBeLessThan(10_000);
    },
  );

  it("a message from GitHub is truncated for callers when it is an error beside data", async () => {
    const message = "x".repeat(200_000);
    const fetch = async () =>
      Response.json({ data: { viewer: null }, errors: [{ message }, null, 7] }, { headers });
    const client = await createClient({ fetch });
    const { errors } = await client.graphql("query { viewer { login } }", {});
    expect(errors.map((error) => error.message.length)).toEqual([2000, 0, 0]);
  });
});

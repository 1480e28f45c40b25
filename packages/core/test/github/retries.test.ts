import type { GitHubClientOptions } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it, test } from "vitest";
import { collect, createClient, rejectionOf } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

/** Sends one request to a GitHub with these statuses in turn, then a good one. */
async function askThrough(statuses: readonly number[], retries?: number) {
  const slept: number[] = [];
  const { fetch, requests } = scriptedFetch((_, index) =>
    json({ id: 1 }, { status: statuses[index] ?? 200 }),
  );
  const client = await createClient({
    fetch,
    retries,
    sleep: async (ms) => void slept.push(ms),
    random: () => 0.5,
  });
  const response = client.get("/repositories/1").then(
    ({ data }) => ({ data }),
    (error: unknown) => ({ error }),
  );
  return { ...(await response), slept, sent: requests.length, client };
}

test("a request that fails temporarily is retried, after growing waits", async () => {
  const { slept, sent, client, ...response } = await askThrough([500, 502, 503]);
  expect(response).toEqual({ data: { id: 1 } });
  expect(slept).toEqual([750, 1500, 3000]);
  expect(sent).toBe(4);
  expect(client.usage().requests).toBe(4);
});

test("the last try's error is thrown, with its status", async () => {
  const { slept, sent, ...response } = await askThrough([503, 503, 503, 503, 503]);
  expect(response).toMatchObject({ error: { code: "transient", status: 503, retryable: true } });
  expect(sent).toBe(4);
  expect(slept).toHaveLength(3);
});

test("without retries, one failure is final", async () => {
  const { slept, sent, ...response } = await askThrough([500], 0);
  expect(response).toMatchObject({ error: { code: "transient" } });
  expect({ slept, sent }).toEqual({ slept: [], sent: 1 });
});

test.each([
  [401, "token_refused"],
  [404, "repository_gone"],
])("a %i is retried once before it counts", async (status, code) => {
  const flake = await askThrough([status]);
  expect(flake).toMatchObject({ data: { id: 1 }, sent: 2 });
  const real = await askThrough([status, status, status]);
  expect(real).toMatchObject({ error: { code, userActionable: true }, sent: 2 });
});

test("a 404 after a temporary failure is retried once too", async () => {
  expect(await askThrough([500, 404])).toMatchObject({ data: { id: 1 }, sent: 3 });
});

test.each([403, 410, 422, 451])("a %i is permanent and not retried", async (status) => {
  expect(await askThrough([status])).toMatchObject({ error: { status }, sent: 1, slept: [] });
});

describe("Retry-After of a 503", () => {
  /** Sends requests to a GitHub with this advice, with a clock that advances with each sleep. */
  async function createWaiting(retryAfter: string, options: GitHubClientOptions = {}) {
    let nowMs = Date.parse("2026-01-05T12:00:00Z");
    const slept: number[] = [];
    const { fetch, requests } = scriptedFetch(() =>
      json({}, { status: 503, headers: { "retry-after": retryAfter } }),
    );
    const client = await createClient({
      fetch,
      now: () => new Date(nowMs),
      sleep: async (ms) => {
        slept.push(ms);
        nowMs += ms;
      },
      ...options,
    });
    const pass = (ms: number) => {
      nowMs += ms;
    };
    return { client, requests, slept, pass };
  }

  it.each([
    ["120", 120_000],
    ["Mon, 05 Jan 2026 12:02:00 GMT", 120_000],
    ["604800", 6 * 3_600_000],
  ])(
    "I10: a long one (%s) is not slept: the error comes at once, with the wait",
    async (retryAfter, retryAfterMs) => {
      const { client, requests, slept } = await createWaiting(retryAfter);
      const error = await rejectionOf(client.get("/repositories/1"));
      expect(error).toMatchObject({
        code: "transient",
        status: 503,
        retryable: true,
        retryAfterMs,
      });
      expect(requests).toHaveLength(1);
      expect(slept).toEqual([]);
    },
  );

  it("is waited for if it is no longer than the waits between tries", async () => {
    const { client, requests, slept } = await createWaiting("4");
    expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject({ retryAfterMs: 4000 });
    expect(slept).toEqual([4000, 4000, 4000]);
    expect(requests).toHaveLength(4);
    // A caller that continues with less, such as a smaller batch, fails at once.
    expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject({ status: 503 });
    expect(requests).toHaveLength(8);
  });

  it("shortens no wait", async () => {
    const { client, slept } = await createWaiting("1", { random: () => 1 });
    await rejectionOf(client.get("/repositories/1"));
    expect(slept).toEqual([1000, 2000, 4000]);
  });

  it.each(["-120", "0", "soon", "Mon, 05 Jan 2026 11:00:00 GMT"])(
    "is ignored if it is %s",
    async (retryAfter) => {
      const { client, requests, slept } = await createWaiting(retryAfter);
      const error = await rejectionOf(client.get("/repositories/1"));
      expect(error).toMatchObject({ code: "transient", retryAfterMs: undefined });
      expect(slept).toEqual([500, 1000, 2000]);
      expect(requests).toHaveLength(4);
    },
  );

  it("blocks the client's other requests, queries and lists until the time is over", async () => {
    const { client, requests, pass } = await createWaiting("120");
    await rejectionOf(client.get("/repositories/1"));
    pass(119_999);
    const held = { code: "transient", retryable: true, retryAfterMs: 1, status: undefined };
    const list = client.pages("/repositories/1/pulls", {});
    expect(await rejectionOf(client.get("/repositories/2"))).toMatchObject(held);
    expect(await rejectionOf(client.graphql("query { x }", {}))).toMatchObject(held);
    expect(await rejectionOf(collect(list))).toMatchObject(held);
    expect(requests).toHaveLength(1);
    pass(1);
    expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject({ status: 503 });
    expect(requests).toHaveLength(2);
  });
});

test("a query that is too heavy is not retried: it must be smaller", async () => {
  const github = createFakeGitHub();
  github.faults.add({ fault: { kind: "graphql-timeout", html: true } });
  const client = await createClient({ fetch: github.fetch });
  const error = await rejectionOf(client.graphql("query { viewer { login } }", {}));
  expect(error).toMatchObject({ code: "query_too_heavy", status: 502, retryable: true });
  expect(github.ledger.entries).toHaveLength(1);
});

test("I2: an incomplete response is retried, and is an error if it stays incomplete", async () => {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "o/r" });
  github.truth.openPullRequest({ repository: "o/r", actor: "ada", title: "Door" });
  const client = await createClient({ fetch: github.fetch });
  const ask = {
    list: () => client.pages("/repos/o/r/pulls", {})[Symbol.asyncIterator]().next(),
    query: () => client.graphql("query { viewer { login } }", {}),
  };
  github.faults.add({ fault: { kind: "truncated" }, times: 1 });
  expect((await ask.list()).value).toMatchObject({ rows: [{ number: 1 }] });
  github.faults.add({ fault: { kind: "truncated" } });
  expect(await rejectionOf(ask.list())).toMatchObject({ code: "transient", retryable: true });
  expect(await rejectionOf(ask.query())).toMatchObject({ code: "transient", retryable: true });
});

test("a broken connection is retried, and the error names the host if it stays broken", async () => {
  const github = createFakeGitHub();
  github.faults.add({ fault: { kind: "reset" } });
  const client = await createClient({ fetch: github.fetch });
  const error = await rejectionOf(client.get("/repositories/1"));
  expect(error).toMatchObject({ code: "transient", retryable: true, status: undefined });
  expect((error as Error).message).toContain("https://api.github.com");
  expect((error as Error).cause).toBeInstanceOf(Error);
  expect(github.ledger.entries).toHaveLength(4);
});

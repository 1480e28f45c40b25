import type { Fault } from "@ghsync/testing";
import { afterEach, expect, test } from "vitest";
import { API, acme } from "./acme.ts";

const ADDRESS = `https://api.github.com${API}`;
const JSON_TYPE = "application/json; charset=utf-8";
let close: (() => Promise<void>) | undefined;

afterEach(async () => {
  await close?.();
  close = undefined;
});

/** A GitHub where a fault strikes once, asked in process. */
function struckBy(fault: Fault) {
  const github = acme();
  github.faults.add({ times: 1, fault });
  return { github, ask: () => github.fetch(ADDRESS, { headers: { authorization: "token a" } }) };
}

test.each([400, 401, 404, 406, 409, 410, 422, 429, 451, 500, 502, 503, 504] as const)(
  "B36: a status of %i passes, with a message",
  async (status) => {
    const { ask } = struckBy({ kind: "error", status });
    const failed = await ask();
    expect(failed.status).toBe(status);
    expect(failed.headers.get("content-type")).toBe(JSON_TYPE);
    expect(await failed.json()).toHaveProperty("message");
    expect((await ask()).status).toBe(200);
  },
);

// Sources: googleapis/repo-automation-bots#4475, sonichi/sutando#3159, apache/devlake#3491, atlassian/github-for-jira#773.
test.each([
  [406, "the diff exceeded the maximum number of files", "too_large"],
  [422, "there was a problem generating this diff", "missing"],
  [500, "this diff is taking too long to generate", "not_available"],
] as const)("B36: a status of %i may say that %s", async (status, words, code) => {
  const failed = await struckBy({ kind: "error", status, diff: true }).ask();
  expect(failed.status).toBe(status);
  const body = (await failed.json()) as { message: string; errors: unknown };
  expect(body.message).toContain(words);
  expect(body.errors).toEqual([{ resource: "PullRequest", field: "diff", code }]);
});

test.each([500, 502, 503, 504] as const)("B36: a status of %i may be a page", async (status) => {
  const failed = await struckBy({ kind: "error", status, html: true }).ask();
  expect(failed.status).toBe(status);
  expect(failed.headers.get("content-type")).toContain("text/html");
  expect(await failed.text()).toContain("Unicorn");
});

test.each([
  ["sso", "x-github-sso", "required; url="],
  ["integration", "x-accepted-github-permissions", "pull_requests=read"],
  ["personal-access-token", "x-accepted-github-permissions", "pull_requests=read"],
  ["secondary-limit", "retry-after", "60"],
  ["primary-limit", "x-ratelimit-remaining", "0"],
  ["ip-allow-list", "x-ratelimit-remaining", "5000"],
  ["user-agent", "x-ratelimit-remaining", "5000"],
] as const)("B36: a 403 for `%s` says so by `%s`", async (reason, header, value) => {
  const refused = await struckBy({ kind: "forbidden", reason }).ask();
  expect(refused.status).toBe(403);
  expect(refused.headers.get(header)).toContain(value);
});

test("B36: a limit may be told by 429, and without advice", async () => {
  const fault = { kind: "forbidden", reason: "secondary-limit" } as const;
  const refused = await struckBy({ ...fault, status: 429, retryAfterS: null }).ask();
  expect(refused.status).toBe(429);
  expect(refused.headers.has("retry-after")).toBe(false);
});

test("B36: a body may end before its length", async () => {
  const { github, ask } = struckBy({ kind: "truncated", keep: 0.25 });
  const cut = await ask();
  expect(cut.status).toBe(200);
  await expect(cut.text()).rejects.toThrow("terminated");
  expect(cut.headers.get("content-length")).toBe(String((await (await ask()).text()).length));
  expect(github.ledger.entries.map(({ status }) => status)).toEqual([200, 200]);
});

test("B36: a connection may be silent until it is given up", async () => {
  const { github } = struckBy({ kind: "stalled" });
  const given = new AbortController();
  const silent = github.fetch(ADDRESS, { signal: given.signal });
  given.abort(new Error("enough"));
  await expect(silent).rejects.toThrow("enough");
  expect(github.ledger.entries).toMatchObject([{ status: 0 }]);
});

test("B36: a connection may break", async () => {
  const { ask } = struckBy({ kind: "reset" });
  await expect(ask()).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  expect((await ask()).status).toBe(200);
});

test("B36: an answer may be late, by the clock, or have another `Date`", async () => {
  const { github, ask } = struckBy({ kind: "latency", ms: 4_000 });
  await ask();
  expect(github.clock.now()).toEqual(new Date("2026-01-05T12:00:04Z"));
  const skewed = await struckBy({ kind: "skew", ms: 60_000 }).ask();
  expect(skewed.headers.get("date")).toBe("Mon, 05 Jan 2026 12:01:00 GMT");
});

test("B36: over HTTP too, a body is cut, a connection breaks or goes silent", async () => {
  const github = acme();
  const server = await github.listen();
  close = server.close;
  const strike = (fault: Fault) => github.faults.add({ times: 1, fault });
  const ask = (signal?: AbortSignal) => fetch(server.url + API, signal ? { signal } : {});
  strike({ kind: "truncated" });
  await expect(ask().then((response) => response.text())).rejects.toThrow("terminated");
  strike({ kind: "reset" });
  await expect(ask()).rejects.toThrow("fetch failed");
  strike({ kind: "stalled" });
  const given = new AbortController();
  github.onRequest(() => queueMicrotask(() => given.abort(new Error("enough"))));
  await expect(ask(given.signal)).rejects.toThrow("enough");
});

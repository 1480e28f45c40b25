import { createFakeGitHub, type Fault } from "@ghsync/testing";
import { Octokit as Core } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "octokit";
import { describe, expect, test, vi } from "vitest";
import { serve } from "./serve.ts";

const PULLS = "GET /repos/{owner}/{repo}/pulls";
const api = { owner: "acme", repo: "api" };

/** A GitHub with a clock like the client's, which counts the seconds until a limit's end by its own. */
function githubOfToday() {
  const github = createFakeGitHub({ now: () => new Date() });
  github.truth.createRepository({ fullName: "acme/api" });
  return github;
}

const statuses = (github: ReturnType<typeof githubOfToday>) =>
  github.ledger.entries.map(({ status }) => status);

// Seconds count as none, so that nothing waits.
describe.each([
  ["@octokit/plugin-throttling", Core.plugin(throttling)],
  ["octokit", Octokit],
] as const)("%s", (id, Client) => {
  const handlers = () => ({ onRateLimit: vi.fn(), onSecondaryRateLimit: vi.fn() });
  const throttle = (given: ReturnType<typeof handlers>) => ({
    throttle: {
      ...given,
      id: `${id} ${expect.getState().currentTestName}`,
      retryAfterBaseValue: 0,
    },
  });

  test("sees a spent limit, and asks again when the window has ended", async () => {
    const github = githubOfToday();
    const called = handlers();
    const octokit = new Client({ ...(await serve(github)), ...throttle(called) });
    called.onRateLimit.mockImplementation(() => {
      github.setRemaining("core", 10);
      return true;
    });
    github.setRemaining("core", 0);
    expect((await octokit.request(PULLS, api)).status).toBe(200);
    expect(statuses(github)).toEqual([403, 200]);
    const [retryAfterS, request] = called.onRateLimit.mock.calls[0] ?? [];
    expect(retryAfterS).toBeGreaterThan(3_590);
    expect(request).toMatchObject({ method: "GET", url: "/repos/{owner}/{repo}/pulls" });
    expect(called.onSecondaryRateLimit).not.toHaveBeenCalled();
  });

  test.each<[Fault, number]>([
    [{ kind: "forbidden", reason: "secondary-limit", retryAfterS: 7 }, 7],
    [{ kind: "forbidden", reason: "secondary-limit", retryAfterS: null }, 60],
  ])("sees a secondary limit: %o", async (fault, seconds) => {
    const github = githubOfToday();
    const called = handlers();
    const octokit = new Client({ ...(await serve(github)), ...throttle(called) });
    called.onSecondaryRateLimit.mockReturnValue(true);
    github.faults.add({ times: 1, fault });
    expect((await octokit.request(PULLS, api)).status).toBe(200);
    expect(github.ledger.summary().requests).toBe(2);
    expect(called.onSecondaryRateLimit.mock.calls[0]?.[0]).toBe(seconds);
    expect(called.onRateLimit).not.toHaveBeenCalled();
  });

  test("leaves other refusals to the caller", async () => {
    const github = githubOfToday();
    const called = handlers();
    const octokit = new Client({ ...(await serve(github)), ...throttle(called) });
    github.faults.add({ fault: { kind: "forbidden", reason: "sso" } });
    await expect(octokit.request(PULLS, api)).rejects.toMatchObject({ status: 403 });
    expect(statuses(github)).toEqual([403]);
    expect(called.onRateLimit).not.toHaveBeenCalled();
    expect(called.onSecondaryRateLimit).not.toHaveBeenCalled();
  });

  test("sees GraphQL's spent points", async () => {
    const github = createFakeGitHub({
      now: () => new Date(),
      limits: { graphqlError: "RATE_LIMITED" },
    });
    const called = handlers();
    const octokit = new Client({ ...(await serve(github)), ...throttle(called) });
    github.setRemaining("graphql", 0);
    await expect(octokit.graphql("{ viewer { login } }")).rejects.toThrow("Rate Limit");
    expect(called.onRateLimit).toHaveBeenCalledOnce();
  });
});

// `octokit` doesn't get so far: its retries take a 429 for something that passes.
test("plugin-throttling sees limits that refuse with 429", async () => {
  const limits = { status: 429, secondary: { restPoints: 2, status: 429 } } as const;
  const github = createFakeGitHub({ now: () => new Date(), limits });
  github.truth.createRepository({ fullName: "acme/api" });
  const [onRateLimit, onSecondaryRateLimit] = [vi.fn(), vi.fn()];
  const Client = Core.plugin(throttling);
  const throttle = { onRateLimit, onSecondaryRateLimit, id: "429" };
  const octokit = new Client({ ...(await serve(github)), throttle });
  github.setRemaining("core", 1);
  await octokit.request(PULLS, api);
  await expect(octokit.request(PULLS, api)).rejects.toMatchObject({ status: 429 });
  expect(onRateLimit).toHaveBeenCalledOnce();
  await expect(octokit.request(PULLS, api)).rejects.toMatchObject({ status: 429 });
  expect(onSecondaryRateLimit.mock.calls[0]?.[0]).toBe(60);
});

describe.each([
  ["@octokit/plugin-retry", Core.plugin(retry)],
  ["octokit", Octokit],
] as const)("%s", (_, Client) => {
  const quick = { retry: { retryAfterBaseValue: 0 } };

  test.each<[Fault]>([
    [{ kind: "error", status: 502 }],
    [{ kind: "error", status: 502, html: true }],
    [{ kind: "error", status: 503 }],
    [{ kind: "reset" }],
  ])("asks again after what passes: %o", async (fault) => {
    const github = githubOfToday();
    const octokit = new Client({ ...(await serve(github)), ...quick });
    github.faults.add({ times: 2, fault });
    expect((await octokit.request(PULLS, api)).data).toEqual([]);
    expect(github.ledger.summary()).toMatchObject({ requests: 3, failed: 2 });
  });

  test("gives up in the end, and at once where asking again is no use", async () => {
    const github = githubOfToday();
    const octokit = new Client({ ...(await serve(github)), ...quick });
    const end = github.faults.add({ fault: { kind: "error", status: 502 } });
    await expect(octokit.request(PULLS, api)).rejects.toMatchObject({ status: 502 });
    expect(statuses(github)).toEqual([502, 502, 502, 502]);
    end();
    const gone = { ...api, repo: "none" };
    await expect(octokit.request(PULLS, gone)).rejects.toMatchObject({ status: 404 });
    expect(github.ledger.summary().requests).toBe(5);
  });
});

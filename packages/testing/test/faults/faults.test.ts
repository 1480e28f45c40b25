import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";
import { API, acme, openPulls, repository } from "../behaviours/acme.ts";

const ERROR = { kind: "error", status: 500 } as const;

test("a rule strikes the requests that it is meant for, as often as it says", async () => {
  const github = acme();
  const statuses = async (...paths: string[]) => {
    const answers: number[] = [];
    for (const path of paths) {
      answers.push((await rest(github, path)).status);
    }
    return answers;
  };
  github.faults.add({ when: { path: `${API}/pulls` }, times: 2, fault: ERROR });
  const pulls = `${API}/pulls`;
  expect(await statuses(pulls, API, pulls, pulls)).toEqual([500, 200, 500, 200]);
  github.faults.add({
    when: { operation: "GET /repos/{owner}/{repo}/issues/{number}/comments", nth: 2 },
    fault: ERROR,
  });
  openPulls(github);
  const comments = `${API}/issues/1/comments`;
  expect(await statuses(comments, comments, comments)).toEqual([200, 500, 200]);
  const remove = github.faults.add({ when: ({ path }) => path.includes("page=2"), fault: ERROR });
  expect(await statuses(`${API}/labels?page=2`, `${API}/labels`)).toEqual([500, 200]);
  remove();
  expect(await statuses(`${API}/labels?page=2`)).toEqual([200]);
});

test("a rule knows GraphQL's operations by name", async () => {
  const github = acme();
  const fault = { kind: "graphql-timeout" } as const;
  github.faults.add({ when: { operation: /^Hydrate/ }, fault });
  github.faults.add({ times: 1, fault: { kind: "graphql-limit" } });
  expect((await rest(github, API)).status).toBe(200);
  const limited = await graphql(github, "query Probe { viewer { login } }");
  expect(limited.body.errors[0].type).toBe("RATE_LIMITED");
  expect((await graphql(github, "query Probe { viewer { login } }")).status).toBe(200);
  expect((await graphql(github, "query HydrateAll { viewer { login } }")).status).toBe(502);
  expect((await rest(github, API)).status).toBe(200);
});

test("faults at random are the same for a seed, in the share that is asked for", async () => {
  const run = async (seed: number) => {
    const github = acme();
    github.faults.random(seed, 0.2, [ERROR, { kind: "error", status: 503 }]);
    const answers: number[] = [];
    for (let asked = 0; asked < 200; asked += 1) {
      answers.push((await rest(github, API)).status);
    }
    return answers;
  };
  const first = await run(1);
  expect(await run(1)).toEqual(first);
  expect(await run(2)).not.toEqual(first);
  const failed = first.filter((status) => status !== 200).length;
  expect(failed).toBeGreaterThan(20);
  expect(failed).toBeLessThan(60);
  expect(new Set(first)).toEqual(new Set([200, 500, 503]));
});

test("what is to strike at random by default passes, and ends with `clear`", async () => {
  const github = acme();
  github.faults.random(3, 1);
  const outcomes = new Set<unknown>();
  for (let asked = 0; asked < 60; asked += 1) {
    const url = `https://api.github.com${API}`;
    outcomes.add(
      await github.fetch(url).then(
        ({ status }) => status,
        (error) => error.message,
      ),
    );
  }
  expect(outcomes).toContain(502);
  expect(outcomes).toContain("fetch failed");
  github.faults.clear();
  expect((await rest(github, API)).status).toBe(200);
});

test("a fault counts against the limits of whom it strikes only where GitHub counts it", async () => {
  const github = acme();
  github.faults.add({ times: 1, fault: ERROR });
  await rest(github, API);
  expect((await rest(github, API)).headers.get("x-ratelimit-remaining")).toBe("4999");
});

test("a hook before a request can change the truth in the middle of a walk", async () => {
  const github = acme();
  openPulls(github);
  const off = github.onRequest(({ index }) => {
    if (index === 2) {
      github.truth.editPullRequest({ repository, number: 1, title: "Changed" });
    }
  });
  const title = async () => (await rest(github, `${API}/pulls/1`)).body.title;
  expect([await title(), await title()]).toEqual(["#0", "Changed"]);
  off();
});

test("a hook that throws makes the caller's fetch reject with just that", async () => {
  const crash = new Error("the process died here");
  const github = createFakeGitHub();
  const before = github.onRequest(() => {
    throw crash;
  });
  await expect(rest(github, "/rate_limit")).rejects.toBe(crash);
  expect(github.ledger.summary().requests).toBe(0);
  before();
  const after = github.onResponse(async (_request, { status }) => {
    await Promise.resolve();
    if (status === 200) {
      throw crash;
    }
  });
  await expect(rest(github, "/rate_limit")).rejects.toBe(crash);
  expect(github.ledger.summary().requests).toBe(1);
  after();
  expect((await rest(github, "/rate_limit")).status).toBe(200);
});

test("a hook sees a connection that broke, or was given up, as status 0", async () => {
  const github = createFakeGitHub();
  const statuses: number[] = [];
  github.onResponse((_request, { status }) => void statuses.push(status));
  github.faults.add({ times: 1, fault: { kind: "reset" } });
  await expect(rest(github, "/rate_limit")).rejects.toThrow("fetch failed");
  github.faults.add({ times: 1, fault: { kind: "stalled" } });
  const given = new AbortController();
  const silent = github.fetch("https://api.github.com/rate_limit", { signal: given.signal });
  given.abort(new Error("enough"));
  await expect(silent).rejects.toThrow("enough");
  await rest(github, "/rate_limit");
  expect(statuses).toEqual([0, 0, 200]);
});

test("over HTTP a hook that throws breaks the connection", async () => {
  const github = createFakeGitHub();
  const { url, close } = await github.listen();
  github.onResponse(() => {
    throw new Error("the process died here");
  });
  await expect(fetch(`${url}/rate_limit`)).rejects.toThrow("fetch failed");
  await close();
});

test("latency waits by the sleep that was given", async () => {
  const slept: number[] = [];
  const sleep = (ms: number) => {
    slept.push(ms);
    return Promise.resolve();
  };
  const github = acme({ sleep });
  const fault = { kind: "latency", ms: 250 } as const;
  github.faults.add({ fault });
  github.faults.add({ fault });
  await rest(github, API);
  expect(slept).toEqual([500]);
  expect(github.clock.now()).toEqual(new Date("2026-01-05T12:00:00Z"));
});

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

test("a fault counts against the caller's limits only where GitHub counts it", async () => {
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

test("a body without an end goes on until the caller goes, in process and compressed over HTTP", async () => {
  const github = acme();
  github.faults.add({ fault: { kind: "endless" } });
  const { url, close } = await github.listen();
  try {
    for (const ask of [
      () => github.fetch(`https://api.github.com${API}`),
      () => fetch(url + API),
    ]) {
      const response = await ask();
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      let length = 0;
      while (length < 1_000_000) {
        const { done, value } = await reader.read();
        expect(done).toBe(false);
        length += value?.length ?? 0;
      }
      await reader.cancel();
    }
    expect(github.ledger.entries.map(({ status }) => status)).toEqual([200, 200]);
  } finally {
    await close();
  }
});

test("a list without an end leads to itself, or further to the same rows", async () => {
  const github = acme();
  openPulls(github);
  const next = async (path: string) => {
    const { headers, body } = await rest(github, path);
    const link = /<[^>]*(\/repos[^>]*)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
    return { link, numbers: (body as { number: number }[]).map(({ number }) => number) };
  };
  const end = github.faults.add({ fault: { kind: "endless-list" } });
  const first = await next(`${API}/pulls`);
  expect(first.link).toBe(`${API}/pulls`);
  end();
  github.faults.add({ fault: { kind: "endless-list", next: "further" } });
  const second = await next(`${API}/pulls`);
  const third = await next(String(second.link));
  expect([second.link, third.link]).toEqual([`${API}/pulls?again=1`, `${API}/pulls?again=2`]);
  expect(third.numbers).toEqual(first.numbers);
  expect((await rest(github, API)).headers.get("link")).not.toContain("next");
});

test.each([
  ["message", "You have exceeded a secondary rate limit", "#about-secondary-rate-limits", "60"],
  ["abuse-message", "abuse detection mechanism", "/rest", null],
  [
    "about-secondary-url",
    "Forbidden",
    "rate-limits-for-the-rest-api#about-secondary-rate-limits",
    null,
  ],
  ["secondary-url", "Forbidden", "#secondary-rate-limits", null],
  ["abuse-url", "Forbidden", "#abuse-rate-limits", null],
] as const)(
  "a secondary limit is shown in the form %s",
  async (form, message, page, retryAfter) => {
    const github = acme();
    github.faults.add({ fault: { kind: "forbidden", reason: "secondary-limit", form } });
    const { status, headers, body } = await rest(github, API);
    expect({ status, retryAfter: headers.get("retry-after") }).toEqual({ status: 403, retryAfter });
    expect(body.message).toContain(message);
    expect(body.documentation_url).toContain(page);
  },
);

test("a secondary limit is shown by a page, and by GraphQL with 200", async () => {
  const github = acme();
  const fault = { kind: "forbidden", reason: "secondary-limit" } as const;
  github.faults.add({ times: 1, fault: { ...fault, form: "page" } });
  const response = await github.fetch(`https://api.github.com${API}`);
  expect(response.status).toBe(403);
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(await response.text()).toMatch(/abuse\s+detection mechanism/);
  github.faults.add({ times: 1, fault: { ...fault, status: 200 } });
  const limited = await graphql(github, "query Probe { viewer { login } }");
  expect(limited.status).toBe(200);
  expect(limited.body.message).toContain("secondary rate limit");
});

test("a redirect leads elsewhere, with the status that is asked for", async () => {
  const github = acme();
  const location = "https://elsewhere.example/x";
  github.faults.add({ times: 1, fault: { kind: "redirect", location } });
  const { status, headers, body } = await rest(github, API);
  expect({ status, location: headers.get("location"), body }).toEqual({
    status: 302,
    location,
    body: undefined,
  });
  github.faults.add({ times: 1, fault: { kind: "redirect", status: 308 } });
  const silent = await rest(github, API);
  expect([silent.status, silent.headers.get("location")]).toEqual([308, null]);
});

test.each([
  ["plain", (text: string) => text],
  ["json", (text: string) => JSON.parse(`"${text}"`) as string],
  ["percent", decodeURIComponent],
  ["base64", (text: string) => Buffer.from(text, "base64").toString()],
  ["base64url", (text: string) => Buffer.from(text, "base64url").toString()],
] as const)("an echo quotes the header in the form %s", async (form, decode) => {
  const github = acme();
  github.faults.add({ fault: { kind: "echo", form } });
  const headers = { authorization: "token secret" };
  const response = await github.fetch(`https://api.github.com${API}`, { headers });
  const [, message = "", name = ""] = /"Refused: (.*)","(.*)":/.exec(await response.text()) ?? [];
  expect(response.status).toBe(403);
  const echoes = [message, name, response.headers.get("x-echo") ?? ""];
  expect(echoes.map(decode)).toEqual(Array(3).fill(headers.authorization));
});

test("a cache gives the first good answer again, with its Date, and its age if asked to", async () => {
  const github = acme();
  openPulls(github);
  const ask = async () => {
    const { headers, body } = await rest(github, `${API}/pulls`);
    return { date: headers.get("date"), age: headers.get("age"), pulls: body.length };
  };
  const end = github.faults.add({ fault: { kind: "cached" } });
  const first = await ask();
  openPulls(github);
  github.clock.advance(3_600_000);
  expect(await ask()).toEqual(first);
  expect(github.ledger.summary().requests).toBe(1);
  end();
  github.faults.add({ fault: { kind: "cached", age: true } });
  expect(await ask()).toEqual({ ...first, age: "3660" });
  github.faults.clear();
  expect(await ask()).toMatchObject({ pulls: 2, age: null });
});

import { expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";
import { API, acme, MINUTE_MS, openPulls } from "./acme.ts";

const ID = `{ repository(owner: "acme", name: "api") { id } }`;
const token = (name: string) => ({ authorization: `token ${name}` });
const remainingIn = ({ headers }: { headers: Headers }) => headers.get("x-ratelimit-remaining");
const resetOf = ({ headers }: { headers: Headers }) => Number(headers.get("x-ratelimit-reset"));

test("B25: five headers show a window per identity that opens at its first use", async () => {
  const github = acme();
  const first = await rest(github, API, token("a"));
  expect(Object.fromEntries(first.headers)).toMatchObject({
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": "4999",
    "x-ratelimit-used": "1",
    "x-ratelimit-resource": "core",
    "x-ratelimit-reset": String(Date.parse("2026-01-05T13:00:00Z") / 1000),
  });
  github.clock.advance(20 * MINUTE_MS);
  const other = await rest(github, API, token("b"));
  expect(remainingIn(other)).toBe("4999");
  expect(resetOf(other) - resetOf(first)).toBe(1_200);
  github.clock.advance(40 * MINUTE_MS);
  expect(remainingIn(await rest(github, API, token("a")))).toBe("4999");
});

test("B25: by settings, `reset` flaps and `remaining` goes backwards", async () => {
  const jittery = acme({ resetJitter: true });
  const resets = [1, 2, 3].map(async () => resetOf(await rest(jittery, API)));
  const [a, b, c] = await Promise.all(resets);
  expect(new Set([a, b, c]).size).toBe(3);
  const stale = acme({ staleLimitHeaders: true });
  const told: (string | null)[] = [];
  for (let asked = 0; asked < 6; asked += 1) {
    told.push(remainingIn(await rest(stale, API)));
  }
  expect(told).toEqual(["4999", "4998", "4999", "4996", "4995", "4999"]);
});

test("B26: a spent limit is 403 or 429, and tells who spent it", async () => {
  for (const status of [403, 429] as const) {
    const github = acme({ limits: { status, core: 1, anonymous: 1 } });
    await rest(github, API);
    const refused = await rest(github, API);
    expect(refused.status).toBe(status);
    expect(refused.body.message).toBe("API rate limit exceeded for user ID 1.");
    expect(remainingIn(refused)).toBe("0");
    await rest(github, API, {});
    const anonymous = await rest(github, API, {});
    expect(anonymous.body.message).toContain("But here's the good news");
  }
});

test("B26: search and GraphQL have limits of their own", async () => {
  const github = acme({ limits: { search: 1, graphql: 1 } });
  openPulls(github, 2);
  const search = () => rest(github, "/search/issues?q=repo:acme/api+is:pr+state:open+%230");
  const found = await search();
  expect(found.body).toMatchObject({ total_count: 1, items: [{ number: 1 }] });
  expect(found.headers.get("x-ratelimit-resource")).toBe("search");
  expect((await search()).status).toBe(403);
  expect((await graphql(github, ID)).body.data).toBeDefined();
  expect((await graphql(github, ID)).body.errors[0].type).toBe("RATE_LIMIT");
  expect(remainingIn(await rest(github, API))).toBe("4999");
  const { resources } = (await rest(github, "/rate_limit")).body;
  expect(resources).toMatchObject({
    core: { remaining: 4_999 },
    search: { limit: 1, remaining: 0 },
    graphql: { remaining: 0 },
  });
  github.clock.advance(MINUTE_MS);
  expect((await search()).status).toBe(200);
});

test("B27: more requests at once than allowed are refused", async () => {
  const github = acme({ limits: { secondary: true } });
  const answers = await Promise.all(Array.from({ length: 103 }, () => rest(github, API)));
  const refused = answers.filter(({ status }) => status === 403);
  expect(refused).toHaveLength(3);
  expect(refused[0]?.body.message).toContain("You have exceeded a secondary rate limit");
  expect(refused[0]?.headers.get("retry-after")).toBe("60");
  expect(github.ledger.summary().mostConcurrent).toBe(103);
});

test("B27: so are more points a minute, of REST and GraphQL each", async () => {
  const secondary = { restPoints: 2, graphqlPoints: 1, status: 429, retryAfterS: null } as const;
  const github = acme({ limits: { secondary } });
  await rest(github, API);
  await rest(github, API);
  const refused = await rest(github, API);
  expect(refused.status).toBe(429);
  expect(refused.headers.has("retry-after")).toBe(false);
  expect((await graphql(github, ID)).status).toBe(200);
  expect((await graphql(github, ID)).status).toBe(429);
  github.clock.advance(MINUTE_MS);
  expect((await rest(github, API)).status).toBe(200);
});

test("B27: so are answers that take more seconds a minute than allowed", async () => {
  const github = acme({ limits: { secondary: true }, sleep: () => Promise.resolve() });
  github.faults.add({ fault: { kind: "latency", ms: 31_000 } });
  const statuses: number[] = [];
  for (const ask of [graphql, graphql, graphql]) {
    statuses.push((await ask(github, ID)).status);
  }
  for (const path of [API, API]) {
    statuses.push((await rest(github, path)).status);
  }
  expect(statuses).toEqual([200, 200, 403, 200, 403]);
});

test("B28: the last request allowed has data beside a remaining of 0", async () => {
  const github = acme();
  github.setRemaining("core", 1);
  const last = await rest(github, API);
  expect(last.status).toBe(200);
  expect(last.body.full_name).toBe("acme/api");
  expect(remainingIn(last)).toBe("0");
});

test("B50: the ledger prices every call, and sums them up", async () => {
  const github = acme();
  const etag = (await rest(github, `${API}/pulls`)).headers.get("etag") ?? "";
  await rest(github, `${API}/pulls`, { ...token("test"), "if-none-match": etag });
  await rest(github, "/search/issues?q=door");
  await graphql(github, ID);
  await github.fetch("https://api.github.com/repos/acme/api", { method: "PATCH", body: "{}" });
  await rest(github, "/rate_limit");
  github.faults.add({ fault: { kind: "reset" } });
  await expect(rest(github, API)).rejects.toThrow("fetch failed");
  const costs = github.ledger.entries.map(({ resource, primary, secondary, status }) =>
    [status, resource ?? "-", primary, secondary].join(" "),
  );
  expect(costs).toEqual([
    "200 core 1 1",
    "304 core 0 1",
    "200 search 1 1",
    "200 graphql 1 1",
    "404 core 1 5",
    "200 - 0 1",
    "0 - 0 0",
  ]);
  expect(github.ledger.summary()).toEqual({
    requests: 7,
    rest: 6,
    graphql: 1,
    points: 1,
    notModified: 1,
    failed: 2,
    primary: { core: 2, graphql: 1, search: 1 },
    secondary: 10,
    busiestMinute: { rest: 9, graphql: 1 },
    mostConcurrent: 1,
  });
  github.clock.advance(MINUTE_MS);
  github.faults.clear();
  await rest(github, API);
  expect(github.ledger.summary().busiestMinute.rest).toBe(9);
});

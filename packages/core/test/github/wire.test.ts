import nock from "nock";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { collect, createClient, rejectionOf } from "../support/client.ts";

const deprecated = {
  deprecation: "@1741564800",
  sunset: "Fri, 10 Mar 2028 00:00:00 GMT",
  link: '<https://docs.github.com/rest/about>; rel="deprecation"',
};

/** A server whose responses have a date, as GitHub's do. */
function serverAt(origin: string, options: nock.Options = {}) {
  const date = "Mon, 05 Jan 2026 12:00:00 GMT";
  return nock(origin, options).defaultReplyHeaders({ date });
}

beforeEach(() => {
  vi.spyOn(console, "warn");
  vi.spyOn(console, "error");
  vi.spyOn(console, "log");
});

afterEach(() => {
  expect(console.warn).not.toHaveBeenCalled();
  expect(console.error).not.toHaveBeenCalled();
  expect(console.log).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  const pending = nock.pendingMocks();
  nock.cleanAll();
  expect(pending).toEqual([]);
});

test("every request names the API's version, its token and the app", async () => {
  const reqheaders = {
    "x-github-api-version": "2022-11-28",
    "user-agent": /^acme-dashboard\/3 ghsync( |$)/,
    authorization: /^(token|bearer) t0ken$/,
  };
  const github = serverAt("https://api.github.com", { reqheaders });
  github.get("/repositories/1").reply(200, { id: 1 });
  github.post("/graphql").reply(200, { data: { rateLimit: { cost: 7 } } });
  github.get("/repositories/1/issues?since=x").reply(200, []);
  const client = await createClient({ userAgent: "acme-dashboard/3" }, { token: "t0ken" });
  await client.get("/repositories/1");
  await client.graphql("query { rateLimit { cost } }", {});
  await collect(client.pages("/repositories/1/issues", { since: "x" }));
  expect(client.usage()).toEqual({ requests: 3, points: 7, notModified: 0 });
});

test("GitHub Enterprise Server has REST below /api/v3 and GraphQL at /api/graphql", async () => {
  for (const root of ["https://ghe.example.com/api/v3", "https://ghe.example.com/api/v3/"]) {
    const server = serverAt("https://ghe.example.com");
    server.get("/api/v3/repositories/1").reply(200, { id: 1 });
    server.post("/api/graphql").reply(200, { data: { viewer: { login: "ada" } } });
    const next = '<https://ghe.example.com/api/v3/repositories/1/pulls?page=2>; rel="next"';
    server.get("/api/v3/repositories/1/pulls").reply(200, [{ id: 1 }], { link: next });
    server.get("/api/v3/repositories/1/pulls?page=2").reply(200, [{ id: 2 }]);
    const client = await createClient({ baseUrl: root });
    expect((await client.get("/repositories/1")).data).toEqual({ id: 1 });
    const { data } = await client.graphql("query { viewer { login } }", {});
    expect(data).toEqual({ viewer: { login: "ada" } });
    expect(await collect(client.pages("/repositories/1/pulls", {}))).toHaveLength(2);
  }
});

test("the deprecation of the API's version is logged once, to the given logger and not to the console", async () => {
  const warned: string[] = [];
  const log = { warn: (message: string) => void warned.push(message) };
  serverAt("https://api.github.com")
    .get("/repositories/1")
    .times(3)
    .reply(200, { id: 1 }, deprecated);
  serverAt("https://api.github.com").get("/repositories/1/pulls").reply(200, [], deprecated);
  const client = await createClient({ log });
  for (let index = 0; index < 3; index += 1) await client.get("/repositories/1");
  await collect(client.pages("/repositories/1/pulls", {}));
  expect(warned).toHaveLength(1);
  expect(warned[0]).toContain("is deprecated");
});

test("without a logger nothing is logged", async () => {
  serverAt("https://api.github.com").get("/repositories/1").reply(200, { id: 1 }, deprecated);
  serverAt("https://api.github.com")
    .get("/repositories/2")
    .reply(403, { message: "No" }, deprecated);
  const client = await createClient();
  await client.get("/repositories/1");
  expect(await rejectionOf(client.get("/repositories/2"))).toMatchObject({ code: "access_denied" });
});

test("a list is requested with its URL's ETag, and a 304 is a page without rows", async () => {
  const asked: string[] = [];
  const url = "https://api.github.com/repositories/1/pulls?per_page=50";
  serverAt("https://api.github.com", { reqheaders: { "if-none-match": '"one"' } })
    .get("/repositories/1/pulls?per_page=50")
    .reply(304, undefined, { etag: '"one"', date: "Mon, 05 Jan 2026 12:00:00 GMT" });
  const client = await createClient();
  const etagFor = (first: string) => {
    asked.push(first);
    return '"one"';
  };
  const pages = await collect(client.pages("/repositories/1/pulls", { per_page: 50 }, { etagFor }));
  expect(asked).toEqual([url]);
  const date = new Date("2026-01-05T12:00:00Z");
  expect(pages).toEqual([
    { url, etag: '"one"', date, rows: [], hasNext: false, isGuessed: false, notModified: true },
  ]);
  expect(client.usage()).toEqual({ requests: 1, points: 0, notModified: 1 });
  expect(client.firstResponseAt()).toEqual(date);
});

test("a page has its ETag, and no request sends one by itself", async () => {
  serverAt("https://api.github.com", { badheaders: ["if-none-match"] })
    .get("/repositories/1/pulls")
    .reply(200, [], { etag: 'W/"two"' });
  const client = await createClient();
  const etagFor = () => undefined;
  const [page] = await collect(client.pages("/repositories/1/pulls", {}, { etagFor }));
  expect(page).toMatchObject({ etag: 'W/"two"', notModified: false });
});

test("I2: a body that breaks off during transfer is an error, for lists and for queries", async () => {
  const json = { "content-type": "application/json" };
  serverAt("https://api.github.com").get("/repositories/1/pulls").reply(200, '[{"id":1},{"i', json);
  serverAt("https://api.github.com").post("/graphql").reply(200, '{"data":{"node":', json);
  const client = await createClient({ retries: 0 });
  const list = collect(client.pages("/repositories/1/pulls", {}));
  expect(await rejectionOf(list)).toMatchObject({ code: "transient", retryable: true });
  const query = client.graphql("query { x }", {});
  expect(await rejectionOf(query)).toMatchObject({ code: "transient", retryable: true });
});

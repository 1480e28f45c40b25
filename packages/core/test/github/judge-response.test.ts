import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { resolveIdentity } from "../../src/github/identity.ts";
import { createClientOf } from "../support/client.ts";

const query = "query Viewer { rateLimit { cost } viewer { login } }";

describe("a response", () => {
  it("a response is judged as GraphQL by its method: a repository may be called graphql", async () => {
    const github = createFakeGitHub();
    const githubId = github.truth.createRepository({ fullName: "acme/graphql" });
    const client = await createClientOf(github);
    const { identity } = await resolveIdentity(client, "acme/graphql");
    expect(identity).toMatchObject({ githubId, fullName: "acme/graphql" });
  });

  it("I2: a response with a partial-results header is access_denied, not an incomplete list", async () => {
    const github = createFakeGitHub();
    github.intercept(() =>
      Response.json([], { headers: { "partial-results": "organizations=21955855" } }),
    );
    const client = await createClientOf(github);
    const pages = client.pages("/repositories/1/issues", {})[Symbol.asyncIterator]();
    await expect(pages.next()).rejects.toMatchObject({
      code: "access_denied",
      userActionable: true,
      message: expect.stringContaining("single sign-on"),
    });
  });

  it.each([201, 202, 203, 206, 226, 300, 305])(
    "I2: with status %i is not a list",
    async (status) => {
      const github = createFakeGitHub();
      github.intercept(() => Response.json([], { status }));
      const client = await createClientOf(github, { retries: 0 });
      const pages = client.pages("/repositories/1/issues", {})[Symbol.asyncIterator]();
      await expect(pages.next()).rejects.toMatchObject({
        code: "transient",
        status,
        message: expect.stringContaining("proxy"),
      });
    },
  );

  it.each(["application/octet-stream", "text/plain", undefined])(
    "is read as JSON even if a proxy labels it %s",
    async (type) => {
      const github = createFakeGitHub();
      const headers: Record<string, string> = type === undefined ? {} : { "content-type": type };
      const body = new TextEncoder().encode('{"name":"caf\u00e9"}');
      github.intercept(() => new Response(body, { headers }));
      const client = await createClientOf(github);
      expect(await client.get("/repositories/1")).toMatchObject({ data: { name: "caf\u00e9" } });
    },
  );

  it.each(["many", { points: 1 }, null, -1, 0.5, 1e300])(
    "counts no points for an invalid cost: %j",
    async (cost) => {
      const github = createFakeGitHub();
      github.intercept(() => Response.json({ data: { rateLimit: { cost } } }));
      const client = await createClientOf(github);
      await client.graphql(query, {});
      expect(client.usage()).toMatchObject({ requests: 1, points: 0 });
    },
  );

  it("a response with an unexpected 304 is a GhsyncError", async () => {
    const github = createFakeGitHub();
    github.intercept(() => new Response(null, { status: 304 }));
    const client = await createClientOf(github);
    const error = { name: "GhsyncError", code: "transient", status: 304 };
    await expect(client.get("/repositories/1")).rejects.toMatchObject(error);
  });

  it("may have null as errors", async () => {
    const github = createFakeGitHub();
    github.intercept(() => Response.json({ data: { viewer: { login: "ada" } }, errors: null }));
    const client = await createClientOf(github);
    const { data, errors } = await client.graphql(query, {});
    expect({ data, errors }).toEqual({ data: { viewer: { login: "ada" } }, errors: [] });
  });

  it("I9: a response that reports a shorter limit does not shorten a longer one", async () => {
    const github = createFakeGitHub();
    const now = github.clock.now().getTime();
    const reset = String((now + 3_600_000) / 1000);
    const limits: Record<string, Response> = {
      "/first": Response.json({}),
      "/long": Response.json(
        { message: "API rate limit exceeded" },
        { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset } },
      ),
      "/short": Response.json({}, { status: 429, headers: { "retry-after": "60" } }),
    };
    github.intercept(({ path }) => limits[path]);
    const client = await createClientOf(github);
    await client.get("/first");
    // Both are in flight when the first one is refused.
    let tellArrival = () => {};
    const shortArrived = new Promise<void>((resolve) => {
      tellArrival = resolve;
    });
    github.onRequest(async ({ path }) => {
      if (path === "/long") return shortArrived;
      if (path !== "/short") return;
      tellArrival();
      await expect(long).rejects.toMatchObject({ code: "rate_limited" });
    });
    const long = client.get("/long");
    const short = client.get("/short");
    await expect(long).rejects.toMatchObject({ code: "rate_limited" });
    await expect(short).rejects.toMatchObject({ code: "rate_limited" });
    github.clock.advance(120_000);
    await expect(client.get("/repos/acme/api")).rejects.toMatchObject({
      code: "rate_limited",
      resetAt: new Date(now + 3_600_000),
    });
    expect(github.ledger.entries.map(({ path }) => path)).toEqual(["/first", "/long", "/short"]);
  });
});

import { describe, expect, it } from "vitest";
import { createHarness, expectEqualsGitHub, hourMs, openPullRequests } from "../sync-harness.ts";

type Answer = (headers: Headers, body: string) => Response;

const answering =
  (status: number, body: string | null, more: Record<string, string> = {}): Answer =>
  (headers) => {
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
    headers.delete("x-github-request-id");
    return new Response(body, { status, headers });
  };

const page = "<html><title>Sign in</title></html>";

const oddAnswers: Readonly<Record<string, Answer>> = {
  "200 {}": answering(200, "{}"),
  "a page": answering(200, page),
  "an unasked 304": answering(304, null),
  "a 403 page": answering(403, page),
  "a redirect to a login page": answering(302, "", { location: "https://login.corp/" }),
  "a doubled Date": (headers, body) => {
    headers.set("date", `${headers.get("date")}, ${headers.get("date")}`);
    return new Response(body, { headers });
  },
  "no Date": (headers, body) => {
    headers.delete("date");
    return new Response(body, { headers });
  },
  ...Object.fromEntries(
    [400, 402, 405, 407, 408, 421, 425, 431, 499, 502].map((status) => [
      `${status}`,
      answering(status, status === 400 ? page : ""),
    ]),
  ),
};

const places = { "the repository": /^\/repos\//, "a list": /\/issues$/, "a query": /graphql/ };

describe("an odd response that comes once", () => {
  it.each(
    Object.keys(oddAnswers).flatMap((name) =>
      Object.keys(places).map((place) => [name, place] as const),
    ),
  )("delays a repository for an hour at most: %s, for %s", async (name, place) => {
    const harness = await createHarness({
      client: {
        // The client's own retries do not help here.
        retries: 0,
        fetch: async (input, init) => {
          const response = await harness.github.fetch(input, init);
          const { pathname } = new URL(String(input));
          if (left === 0 || !places[place as keyof typeof places].test(pathname)) return response;
          left -= 1;
          const body = await response.text();
          return oddAnswers[name]?.(new Headers(response.headers), body) ?? response;
        },
      },
    });
    let left = 1;
    const { github, sync, id } = harness;
    openPullRequests(github, 2);
    await sync.syncRepository(id);
    expect(left).toBe(0);
    const { status, nextAttemptAt } = (await sync.getState(id)) ?? {};
    const waitMs = (nextAttemptAt?.getTime() ?? 0) - github.clock.now().getTime();
    if (status !== "complete") expect(waitMs).toBeLessThanOrEqual(hourMs);
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });
});

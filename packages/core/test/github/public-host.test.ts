import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it, test } from "vitest";
import { rebaseLink } from "../../src/github/list-pages.ts";
import { collect, createClient, rejectionOf } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";
import {
  createHarness,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

/** A `fetch` to an Enterprise Server with its API below a path, and the requested URLs. */
function enterpriseFetch(ask: typeof fetch, root: string) {
  const asked: URL[] = [];
  const enterprise: typeof fetch = (input, init) => {
    const url = new URL(String(input));
    asked.push(new URL(url));
    url.pathname = url.pathname.replace(/\/api\/graphql$/, "/graphql").replace(root, "");
    return ask(url, init);
  };
  return { fetch: enterprise, asked };
}

const api = "https://api.github.com";

/** A `fetch` whose links name the requested host again, to compare with. */
function relinked(ask: typeof fetch): typeof fetch {
  return async (input, init) => {
    const { headers: given, status, body } = await ask(input, init);
    const headers = new Headers(given);
    const link = given.get("link")?.replaceAll(/https:\/\/ghe\.example\.com(\/api\/v3)?/g, api);
    if (link) headers.set("link", link);
    return new Response(body, { status, headers });
  };
}

describe("an Enterprise Server whose Link names its public host", () => {
  it.each([
    ["https://ghe.internal:8443/api/v3", "https://ghe.example.com/api/v3"],
    ["http://ghe.internal/api/v3", "https://ghe.example.com"],
    ["https://ghe.internal/github/api/v3", "https://ghe.example.com/api/v3"],
  ])("I1: is read page by page at the requested address: %s for %s", async (baseUrl, linkBase) => {
    const github = createFakeGitHub({ linkBase });
    const { origin, pathname } = new URL(baseUrl);
    const { fetch, asked } = enterpriseFetch(github.fetch, pathname);
    const harness = await createHarness({
      github,
      pageSize: 2,
      api: "rest",
      client: { fetch, baseUrl },
    });
    const [number = 0] = openPullRequests(github, 5);
    for (let index = 0; index < 120; index += 1) {
      github.truth.comment({ repository: fullName, number, actor: "ada", body: `${index}` });
    }
    github.clock.advance(hourMs);
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub({
      ...harness,
      github: { ...github, fetch: relinked(github.fetch) },
    });
    expect(asked.some((url) => url.searchParams.get("page") === "2")).toBe(true);
    expect(new Set(asked.map((url) => url.origin))).toEqual(new Set([origin]));
    expect(asked.every((url) => url.pathname.startsWith(pathname))).toBe(true);
  });

  it.each([
    "https://ghe.example.com/api/v3/repositories/2/issues?page=2",
    "https://ghe.example.com/api/v3/repositories/1/issues/?page=2",
    "https://ghe.example.com/login?return_to=/repositories/1/issues",
  ])("I11: is not followed to another resource: %s", async (target) => {
    const { fetch, requests } = scriptedFetch(() =>
      json([{ id: 1 }], { headers: { link: `<${target}>; rel="next"` } }),
    );
    const client = await createClient({ fetch, baseUrl: "https://ghe.internal/api/v3" });
    const error = await rejectionOf(collect(client.pages("/repositories/1/issues", {})));
    expect(error).toMatchObject({ code: "response_invalid", retryable: false });
    expect(requests).toHaveLength(1);
  });
});

test("only the next page's link is changed to the requested address, with its query", () => {
  const asked = "https://ghe.internal/api/v3/repositories/1/issues?per_page=2&page=1";
  const path = "https://ghe.example.com/api/v3/repositories/1/issues";
  const link = `<${path}?page=9>; rel="last", <${path}?page=2&per_page=2>; rel="next"`;
  expect(rebaseLink(link, asked, "/repositories/1/issues")).toBe(
    `<${path}?page=9>; rel="last", <https://ghe.internal/api/v3/repositories/1/issues?page=2&per_page=2>; rel="next"`,
  );
});

import { createGitHubClient } from "@ghsync/core";
import { createFakeGitHub, type RedirectFault } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createClient, rejectionOf, tracked } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";
import { createHarness, openPullRequests } from "../sync-harness.ts";

const secret = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";
const statuses = [301, 302, 307, 308] as const;

/**
 * A client whose strategy signs with its own header, and every requested address with what was sent
 * there.
 */
async function createSigned({ follows = false } = {}) {
  const github = createFakeGitHub();
  const githubId = github.truth.createRepository({ fullName: "acme/api" });
  const asked: { readonly path: string; readonly header: string | null }[] = [];
  github.onRequest(({ path, headers }) => {
    asked.push({ path, header: headers.get("x-own-token") });
  });
  const fetch: typeof globalThis.fetch = (input, init) => {
    origins.push(new URL(String(input)).origin);
    return github.fetch(input, follows ? { ...init, redirect: "follow" } : init);
  };
  const origins: string[] = [];
  type Send = (request: object) => Promise<unknown>;
  const authStrategy = () =>
    Object.assign(async () => ({}), {
      hook: (send: Send, request: { headers: object }) =>
        send({ ...request, headers: { ...request.headers, "x-own-token": secret } }),
    });
  const credential = { credentialId: "own", authStrategy, auth: {} };
  const options = { fetch, retries: 0 };
  const client = await createGitHubClient(tracked, { decrypt: async () => credential }, options);
  const redirect = (fault: Omit<RedirectFault, "kind">, times = 1) =>
    github.faults.add({ times, fault: { kind: "redirect", ...fault } });
  return { client, redirect, origins, asked, path: `/repositories/${githubId}`, github };
}

describe("a redirect", () => {
  it.each(statuses)("a redirect of a GET within the origin is followed: %i", async (status) => {
    const { client, redirect, asked, path } = await createSigned();
    redirect({ status, location: path });
    const { data } = await client.get<{ full_name: string }>("/moved");
    expect(data.full_name).toBe("acme/api");
    expect(asked.map((each) => [each.path, each.header])).toEqual([
      ["/moved", secret],
      [path, secret],
    ]);
  });

  it("a redirect is followed at most five times", async () => {
    const { client, redirect, asked, path } = await createSigned();
    redirect({ location: path }, 5);
    await client.get("/moved");
    expect(asked).toHaveLength(6);
    redirect({ location: path }, 6);
    expect(await rejectionOf(client.get("/moved"))).toMatchObject({
      code: "response_invalid",
      userActionable: true,
      message: expect.stringContaining("at most five redirects"),
    });
    expect(asked).toHaveLength(12);
  });

  it.each([301, 302, 303, 307, 308] as const)(
    "I11: to another origin is refused, whatever header signs the request: %i",
    async (status) => {
      const { client, redirect, origins } = await createSigned();
      redirect({ status, location: `https://evil.example/steal/${secret}?token=${secret}` });
      const error = await rejectionOf(client.get("/repositories/1"));
      expect(error).toMatchObject({ code: "config_invalid", userActionable: true });
      expect((error as Error).message).toMatch(
        /^api\.github\.com redirected to https:\/\/evil\.example\/steal\/\[redacted\]; .*set `baseUrl`/,
      );
      expect(origins).toEqual(["https://api.github.com"]);
    },
  );

  it.each(["http://api.github.com/", "https://api.github.com:8443/", "//evil.example/"])(
    "to another scheme or port counts as another origin: %s",
    async (location) => {
      const { client, redirect, origins } = await createSigned();
      redirect({ location });
      expect(await rejectionOf(client.get("/x"))).toMatchObject({ code: "config_invalid" });
      expect(origins).toEqual(["https://api.github.com"]);
    },
  );

  it.each([
    ["a query", { location: "/elsewhere" }, "query"],
    ["one that says nothing of where", {}, "get"],
    ["one to no address", { location: "http://[" }, "get"],
    ["See Other", { status: 303, location: "/elsewhere" }, "get"],
  ] as const)("that is not followed is an error that says so: %s", async (_, fault, kind) => {
    const { client, redirect, origins } = await createSigned();
    redirect(fault);
    const asked = kind === "get" ? client.get("/x") : client.graphql("query { x }", {});
    expect(await rejectionOf(asked)).toMatchObject({
      code: "response_invalid",
      userActionable: true,
      message: expect.stringContaining("api.github.com redirected"),
    });
    expect(origins).toHaveLength(1);
  });

  it("a redirect that a fetch hides is an error that says so", async () => {
    const hidden = {
      status: 0,
      type: "opaqueredirect",
      url: "",
      headers: new Headers(),
      body: null,
    };
    const client = await createClient({ fetch: async () => hidden as unknown as Response });
    expect(await rejectionOf(client.get("/x"))).toMatchObject({ code: "response_invalid" });
  });

  it("a redirect that a host's fetch followed to another origin by itself is the same error", async () => {
    const { client, redirect, path } = await createSigned({ follows: true });
    redirect({ location: path });
    await client.get("/moved");
    redirect({ location: `https://ghe.example.com${path}?x=1` });
    expect(await rejectionOf(client.get("/moved"))).toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining(`redirected to https://ghe.example.com${path};`),
    });
  });

  const root = "https://proxy.corp/github/api/v3";
  it.each([
    ["/repos/acme/api", "https://ghe.corp/api/v3/repositories/7", "/repositories/7"],
    [
      "/repositories/7/pulls",
      "https://ghe.corp/repositories/8/pulls?x=1",
      "/repositories/8/pulls?x=1",
    ],
  ])(
    "of a renamed repository to an Enterprise Server's public host goes to baseUrl: %s to %s",
    async (path, location, next) => {
      const { fetch, requests } = scriptedFetch((_, index) =>
        index === 0 ? new Response(null, { status: 301, headers: { location } }) : json({ id: 7 }),
      );
      const client = await createClient({ fetch, baseUrl: root });
      expect((await client.get(path)).data).toEqual({ id: 7 });
      expect(requests.map(({ url }) => url)).toEqual([root + path, root + next]);
    },
  );

  it.each([
    ["/repos/acme/api", "https://ghe.corp/api/v3/repositories/7/pulls"],
    ["/repos/acme/api", "https://sso.corp/login?to=/repositories/7"],
    ["/repositories/7", "http://proxy.corp/github/api/v3/repositories/7"],
  ])("I11: to another resource of another host is refused: %s to %s", async (path, location) => {
    const { fetch, requests } = scriptedFetch(
      () => new Response(null, { status: 301, headers: { location } }),
    );
    const client = await createClient({ fetch, baseUrl: root });
    expect(await rejectionOf(client.get(path))).toMatchObject({ code: "config_invalid" });
    expect(requests).toHaveLength(1);
  });

  it("to another origin ends a run as config_invalid, not as a wrong token", async () => {
    const { github, sync, id } = await createHarness();
    openPullRequests(github, 1);
    const location = "https://sso.example.com/login?return_to=x";
    github.faults.add({ fault: { kind: "redirect", location } });
    expect(await sync.syncRepository(id)).toMatchObject({
      status: "error",
      error: { code: "config_invalid", userActionable: true },
    });
  });
});

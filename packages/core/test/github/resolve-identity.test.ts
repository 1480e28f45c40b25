import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { confirmIdentity, isIdOfNode, resolveIdentity } from "../../src/github/identity.ts";
import { alteredFetch } from "../support/altered-fetch.ts";
import { createClientOf } from "../support/client.ts";
import { createHarness, createSynced, storedFacts } from "../sync-harness.ts";

const refused = { code: "response_invalid", userActionable: true, retryable: true };

const names = [
  "acme/api/x",
  "acme",
  "/api",
  "acme/",
  "acme/..",
  "acme/a b",
  "acme/api\n",
  "https://github.com/acme/api",
  "",
  null,
  7,
  undefined,
];
const bodies = [
  ...names.map((full_name) => ({ full_name })),
  ...[0, -1, 1.5, "700000000", null, undefined].map((id) => ({ id })),
  ...["", 7, null, undefined].map((node_id) => ({ node_id })),
];

/** A `fetch` in which the repository has these fields. */
function showing(ask: typeof fetch, fields: object): typeof fetch {
  return alteredFetch(ask, (body, path) =>
    /^\/(repos\/[^/]+\/[^/]+|repositories\/\d+)$/.test(path)
      ? { ...(body as object), ...fields }
      : body,
  );
}

describe("a response about a repository", () => {
  it.each(bodies)(
    "a response about a repository is refused with %j, and nothing of it is stored",
    async (fields) => {
      const github = createFakeGitHub();
      github.truth.createRepository({ fullName: "acme/api" });
      github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title: "A" });
      const fetch = showing(github.fetch, fields);
      const { sync, id, store } = await createHarness({ github, client: { fetch } });
      const { repository: before } = (await store.getRepository(id)) ?? {};
      expect(await sync.syncRepository(id)).toMatchObject({ status: "error", error: refused });
      expect((await store.getRepository(id))?.repository).toEqual(before);
      expect(store.pullRequests(id)).toEqual([]);
    },
  );

  it("by id is refused if it shows another repository", async () => {
    const github = createFakeGitHub();
    const githubId = github.truth.createRepository({ fullName: "acme/api" });
    const client = await createClientOf({
      ...github,
      fetch: showing(github.fetch, { id: githubId + 1 }),
    });
    const error = { ...refused, message: expect.stringContaining(`repository ${githubId + 1}`) };
    await expect(confirmIdentity(client, githubId)).rejects.toMatchObject(error);
    const contradiction = { code: "transient", retryable: true };
    await expect(resolveIdentity(client, "acme/api")).rejects.toMatchObject(contradiction);
  });

  it("by id that shows another repository ends a run, and changes nothing", async () => {
    const other = 900_000_001;
    let fields: object = {};
    const github = createFakeGitHub();
    const harness = await createSynced(2, {
      github,
      client: { fetch: (...asked) => showing(github.fetch, fields)(...asked) },
    });
    const { sync, id, store } = harness;
    const before = [storedFacts(harness), (await store.getRepository(id))?.repository];
    fields = { id: other, full_name: "globex/secret" };
    github.truth.editPullRequest({ repository: "acme/api", number: 1, title: "Changed" });
    github.clock.advance(3_600_000);
    // If GraphQL is refused, the run requests the repository by its id.
    github.faults.add({ when: { path: "/graphql" }, fault: { kind: "error", status: 404 } });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error", error: refused });
    expect([storedFacts(harness), (await store.getRepository(id))?.repository]).toEqual(before);
  });
});

describe("the first response about a repository", () => {
  /** A GitHub with a renamed, a foreign and a plain repository; `once` alters one response by name. */
  async function createWorld(once: (body: object) => object = (body) => body, times = 1) {
    const github = createFakeGitHub();
    const own = github.truth.createRepository({ fullName: "acme/api" });
    const other = github.truth.createRepository({ fullName: "globex/secret" });
    let left = times;
    const fetch = alteredFetch(github.fetch, (body, path) => {
      if (!path.startsWith("/repos/") || left === 0) return body;
      left -= 1;
      return once(body as object);
    });
    const client = await createClientOf({ ...github, fetch }, { retries: 0 });
    const resolve = async () => {
      github.ledger.clear();
      const { identity } = await resolveIdentity(client, "ACME/Api");
      return { ...identity, requests: github.ledger.entries.length };
    };
    const { data } = await client.get<object>(`/repositories/${other}`);
    return { github, client, own, other, foreign: data, resolve };
  }

  it("the first response about a repository is believed at once with the name that was asked for, in any case, and an id that its node id confirms", async () => {
    const { own, resolve } = await createWorld();
    expect(await resolve()).toMatchObject({ githubId: own, fullName: "acme/api", requests: 1 });
  });

  it("the first response about a repository is believed with another name after GitHub's redirect", async () => {
    const { github, own, resolve } = await createWorld();
    github.truth.renameRepository({ repository: "acme/api", fullName: "acme/interface" });
    expect(await resolve()).toMatchObject({ githubId: own, fullName: "acme/interface" });
    // Twice the redirect and where it leads to, and once by id.
    expect(github.ledger.entries).toHaveLength(5);
  });

  it("the first response about a repository is not believed if it is another repository's, without a redirect", async () => {
    const world = await createWorld(() => world.foreign);
    const { own, resolve } = world;
    await expect(resolve()).rejects.toMatchObject({ code: "transient", retryable: true });
    expect(await resolve()).toMatchObject({ githubId: own });
  });

  it("the first response about a repository is not believed with another name, without a redirect, though GitHub repeats it", async () => {
    const world = await createWorld(() => world.foreign, 2);
    const message = expect.stringContaining("answered for globex/secret when asked for ACME/Api");
    const error = { code: "transient", retryable: true, message };
    await expect(world.resolve()).rejects.toMatchObject(error);
    await expect(world.resolve()).rejects.toMatchObject(error);
    expect(await world.resolve()).toMatchObject({ githubId: world.own });
  });

  it("the first response about a repository is not believed after one redirect to another repository", async () => {
    const github = createFakeGitHub();
    const own = github.truth.createRepository({ fullName: "acme/api" });
    github.truth.createRepository({ fullName: "globex/old" });
    github.truth.renameRepository({ repository: "globex/old", fullName: "globex/secret" });
    let asked = 0;
    const fetch: typeof globalThis.fetch = (input, init) => {
      const { url } = new Request(input);
      const isWrong = url.endsWith("/repos/acme/api") && asked++ === 0;
      return github.fetch(isWrong ? url.replace("acme/api", "globex/old") : input, init);
    };
    const client = await createClientOf({ ...github, fetch });
    await expect(resolveIdentity(client, "acme/api")).rejects.toMatchObject({ code: "transient" });
    expect(asked).toBe(2);
    expect((await resolveIdentity(client, "acme/api")).identity.githubId).toBe(own);
  });

  it("the first response about a repository is not believed after a redirect whose name the repository's id does not have", async () => {
    const { github, resolve } = await createWorld((body) => body, 0);
    github.truth.renameRepository({ repository: "acme/api", fullName: "acme/interface" });
    github.faults.add({
      when: { path: /^\/repositories\/\d+$/ },
      times: 2,
      fault: { kind: "rewrite", change: (body) => ({ ...body, full_name: "globex/interface" }) },
    });
    await expect(resolve()).rejects.toMatchObject({ code: "transient", retryable: true });
    expect(await resolve()).toMatchObject({ fullName: "acme/interface" });
  });

  it.each([
    ["that does not exist", 999],
    ["of another repository", "other"],
  ])("is not believed with an id %s", async (_, id) => {
    const world = await createWorld((body) => ({ ...body, id: id === "other" ? world.other : id }));
    const { own, resolve } = world;
    await expect(resolve()).rejects.toMatchObject({ code: "transient", retryable: true });
    expect(await resolve()).toMatchObject({ githubId: own });
  });

  it("the first response about a repository is confirmed by id if its node id says nothing", async () => {
    const { own, client, github } = await createWorld();
    const fetch = showing(github.fetch, { node_id: "R_opaque" });
    const opaque = await createClientOf({ ...github, fetch });
    github.ledger.clear();
    expect((await resolveIdentity(opaque, "acme/api")).identity.githubId).toBe(own);
    expect(github.ledger.entries.map(({ path }) => path)).toEqual([
      "/repos/acme/api",
      `/repositories/${own}`,
    ]);
    expect(client.usage().requests).toBeGreaterThan(0);
  });

  it.each([
    ["R_kgDOABPHjQ", 1_296_269, true],
    ["MDEwOlJlcG9zaXRvcnkxMjk2MjY5", 1_296_269, true],
    ["R_kgDOABPHjQ", 1_296_270, false],
    ["MDEwOlJlcG9zaXRvcnkxMjk2MjY5", 296_269, false],
    ["R_opaque", 7, false],
  ])("says whether a node id contains the numeric id: %s, %i", (nodeId, githubId, isNamed) => {
    expect(isIdOfNode(githubId, nodeId)).toBe(isNamed);
  });
});

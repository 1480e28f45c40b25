import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { confirmIdentity, resolveIdentity } from "../../src/github/identity.ts";
import { alteredFetch } from "../support/altered-fetch.ts";
import { createClientOf } from "../support/client.ts";
import { createHarness, createSynced, storedFacts } from "../sync-harness.ts";

const refused = { code: "response_invalid", userActionable: true, retryable: false };

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
  it.each(bodies)("is refused with %j, and nothing of it is stored", async (fields) => {
    const github = createFakeGitHub();
    github.truth.createRepository({ fullName: "acme/api" });
    github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title: "A" });
    const fetch = showing(github.fetch, fields);
    const { sync, id, store } = await createHarness({ github, client: { fetch } });
    const { repository: before } = (await store.getRepository(id)) ?? {};
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error", error: refused });
    expect((await store.getRepository(id))?.repository).toEqual(before);
    expect(store.pullRequests(id)).toEqual([]);
  });

  it("by id is refused if it shows another repository", async () => {
    const github = createFakeGitHub();
    const githubId = github.truth.createRepository({ fullName: "acme/api" });
    const client = await createClientOf({
      ...github,
      fetch: showing(github.fetch, { id: githubId + 1 }),
    });
    const error = { ...refused, message: expect.stringContaining(`repository ${githubId + 1}`) };
    await expect(confirmIdentity(client, githubId)).rejects.toMatchObject(error);
    const { identity } = await resolveIdentity(client, "acme/api");
    expect(identity.githubId).toBe(githubId + 1);
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

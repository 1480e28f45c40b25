import type { Credential } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createRunClient, type RunClientOptions } from "../../src/github/create-client.ts";
import { collect, rejectionOf, tracked } from "../support/client.ts";
import { createHarness, expectEqualsGitHub, openPullRequests } from "../sync-harness.ts";

const tokens = ["ghs_first", "ghs_second", "ghs_third"];

/** A host that returns these tokens in turn, then always the last one. */
function createHost(responses: readonly string[], expiresAt?: () => Date) {
  let asked = 0;
  const decrypt = async (): Promise<Credential> => {
    const token = responses[Math.min(asked, responses.length - 1)] ?? "";
    asked += 1;
    return { credentialId: "app:1", token, ...(expiresAt && { expiresAt: expiresAt() }) };
  };
  return { decryptor: { decrypt }, asked: () => asked };
}

async function createWorld(responses: readonly string[], options: RunClientOptions = {}) {
  const github = createFakeGitHub({ tokens });
  const githubId = github.truth.createRepository({ fullName: "acme/api" });
  const host = createHost(responses);
  const client = await createRunClient(tracked, host.decryptor, {
    fetch: github.fetch,
    now: () => github.clock.now(),
    sleep: async () => undefined,
    ...options,
  });
  const statuses = () => github.ledger.entries.map(({ status }) => status);
  return { github, client, statuses, asked: host.asked, path: `/repositories/${githubId}` };
}

describe("a token that GitHub refuses during a run", () => {
  it("a token that GitHub refuses during a run is replaced by calling the decryptor once more, by REST and by GraphQL", async () => {
    const { github, client, statuses, asked, path } = await createWorld(tokens);
    await client.get(path);
    github.revokeToken("ghs_first");
    await client.get(path);
    await client.get(path);
    github.revokeToken("ghs_second");
    await client.graphql("query Viewer { viewer { login } }", {});
    expect(statuses()).toEqual([200, 401, 200, 200, 401, 200]);
    expect(asked()).toBe(3);
  });

  it("a token that GitHub refuses during a run is replaced between two pages of a list, which continues", async () => {
    const { github, client, asked, path } = await createWorld(tokens);
    for (let count = 0; count < 3; count += 1) {
      github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title: "A" });
    }
    github.onResponse(({ path: read }) => {
      if (/per_page=1$/.test(read)) github.revokeToken("ghs_first");
    });
    const pages = await collect(client.pages<{ number: number }>(`${path}/pulls`, { per_page: 1 }));
    expect(pages.flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual([3, 2, 1]);
    expect(asked()).toBe(2);
  });

  it.each([
    // The first try, and a retry because a 401 is doubtful; with another token, the same again.
    ["the same token", ["ghs_first"], [401, 401]],
    ["a token that is refused too", ["ghs_first", "ghs_other"], [401, 401, 401]],
  ] as const)("ends the request if the decryptor returns %s", async (_, responses, expected) => {
    const { github, client, statuses, asked, path } = await createWorld(responses);
    github.revokeToken("ghs_first");
    const error = await rejectionOf(client.get(path));
    expect(error).toMatchObject({ code: "token_refused", status: 401, userActionable: true });
    expect(statuses()).toEqual(expected);
    expect(asked()).toBe(2);
  });

  it("a token that GitHub refuses during a run is not replaced if GitHub refuses it by mistake for a moment", async () => {
    const { github, client, statuses, path } = await createWorld(["ghs_first"]);
    github.faults.add({ times: 1, fault: { kind: "error", status: 401 } });
    await client.get(path);
    expect(statuses()).toEqual([401, 200]);
  });

  it("does not end a run if the host mints another one", async () => {
    const github = createFakeGitHub({ tokens: [...tokens, "x"] });
    const host = createHost(["ghs_first", "ghs_second"]);
    const harness = await createHarness({ github, decryptor: host.decryptor, batchSize: 2 });
    openPullRequests(github, 6);
    let reads = 0;
    github.onResponse(({ operation }) => {
      if (operation === "Hydrate" && ++reads === 1) github.revokeToken("ghs_first");
    });
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
    expect(host.asked()).toBe(2);
  });
});

describe("expiresAt", () => {
  it.each([-3_600_000, 3_600_000])(
    "uses GitHub's clock, with the local one %i ms off",
    async (offMs) => {
      const github = createFakeGitHub({ tokens });
      github.truth.createRepository({ fullName: "acme/api" });
      const expiresAt = () => new Date(github.clock.now().getTime() + 600_000);
      const host = createHost(tokens, expiresAt);
      const client = await createRunClient(tracked, host.decryptor, {
        fetch: github.fetch,
        now: () => new Date(github.clock.now().getTime() + offMs),
        sleep: async () => undefined,
      });
      const atFirst = offMs > 0 ? 2 : 1;
      await client.get("/repos/acme/api");
      expect(host.asked()).toBe(atFirst);
      github.clock.advance(599_000);
      await client.get("/repos/acme/api");
      expect(host.asked()).toBe(atFirst);
      github.clock.advance(1_000);
      await client.get("/repos/acme/api");
      expect(host.asked()).toBe(atFirst + 1);
    },
  );
});

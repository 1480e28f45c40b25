import { childKinds } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { resolveIdentity } from "../../src/github/resolve-identity.ts";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { createClientOf } from "../support/client.ts";

type PullRequestAnswer = Record<string, { nodes: unknown; pageInfo: unknown }>;
type Answer = { data: { node: { p1: PullRequestAnswer; p2: PullRequestAnswer } } };

/** Hydrates pull requests 1 and 2, with something done to GitHub's answer on the way. */
async function hydrateWith(spoil: (answer: Answer) => void) {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/api" });
  for (const title of ["One", "Two"]) {
    github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title });
  }
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await github.fetch(input, init);
    if (!response.url.endsWith("/graphql")) return response;
    const answer = (await response.json()) as Answer;
    spoil(answer);
    return Response.json(answer);
  };
  const client = await createClientOf({ ...github, fetch });
  const { identity } = await resolveIdentity(client, "acme/api");
  const options = { kinds: childKinds, api: "graphql", size: 25, most: 25 } as const;
  return hydrateNext(client, identity, [1, 2], options);
}

describe("a hydrated list", () => {
  it("is whole as GitHub sends it", async () => {
    const { snapshots, failures } = await hydrateWith(() => {});
    expect(failures).toEqual([]);
    expect(snapshots.map(({ children }) => children.commits?.length)).toEqual([1, 1]);
  });

  it.each(["labels", "reviews", "reviewThreads", "comments", "commits", "files"])(
    "I7: of %s that goes on without saying where fails its pull request, and no other",
    async (name) => {
      const { snapshots, failures } = await hydrateWith(({ data }) => {
        Object.assign(data.node.p1[name] as object, {
          pageInfo: { hasNextPage: true, endCursor: null },
        });
      });
      expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual([2]);
      expect(failures).toEqual([{ number: 1, reason: expect.any(String) }]);
    },
  );

  it("I7: without rows is not an empty one", async () => {
    const { failures } = await hydrateWith(({ data }) => {
      Object.assign(data.node.p2.comments as object, { nodes: null });
    });
    expect(failures).toMatchObject([{ number: 2 }]);
  });
});

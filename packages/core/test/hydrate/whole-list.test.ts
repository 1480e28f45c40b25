import { childKinds } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { resolveIdentity } from "../../src/github/identity.ts";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { createClientOf } from "../support/client.ts";
import { listOf, pullPath } from "../support/refusals.ts";

type PullRequestAnswer = Record<string, { nodes: unknown; pageInfo: unknown }>;
type Answer = { data: { node: { p1: PullRequestAnswer; p2: PullRequestAnswer } } };

/** Hydrates pull requests 1 and 2 from an altered response of GitHub. */
async function hydrateWith(
  spoil: (answer: Answer) => void,
  prepare: (github: FakeGitHub) => void = () => undefined,
) {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/api" });
  for (const title of ["One", "Two"]) {
    const target = { repository: "acme/api", actor: "bob" } as const;
    const number = github.truth.openPullRequest({ ...target, actor: "ada", title });
    github.truth.addLabels({ repository: "acme/api", number, labels: ["bug"] });
    github.truth.assign({ repository: "acme/api", number, assignees: ["bob"] });
    github.truth.requestReview({ repository: "acme/api", number, reviewers: ["cyd"] });
    const comments = [{ path: "a.ts", line: 1, body: "Why?" }];
    github.truth.submitReview({ ...target, number, comments });
    github.truth.comment({ ...target, number, body: "Hi" });
  }
  prepare(github);
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
  it("a hydrated list is complete as GitHub sends it", async () => {
    const { snapshots, failures } = await hydrateWith(() => {});
    expect(failures).toEqual([]);
    expect(snapshots.map(({ children }) => children.commits?.length)).toEqual([1, 1]);
  });

  const lists = [
    ["labels", "labels", pullPath],
    ["assignees", "assignees", pullPath],
    ["reviewRequests", "requestedReviewers", pullPath],
    ["reviews", "reviews", listOf.reviews],
    ["reviewThreads", "reviewComments", listOf.reviewComments],
    ["comments", "comments", listOf.comments],
    ["commits", "commits", listOf.commits],
    ["files", "files", listOf.files],
  ] as const;
  const spoils = {
    "continues without a cursor": { pageInfo: { hasNextPage: true, endCursor: null } },
    "has no rows": { nodes: null },
    "has no count": { totalCount: undefined },
    "has a row of another shape": { nodes: [7], totalCount: 1 },
  };
  const cases = Object.entries(spoils).flatMap(([how, spoil]) =>
    lists.map(([name, part, path]) => ({ how, spoil, name, part, path })),
  );

  it.each(cases)(
    "I7: REST reads the complete list if GraphQL's list of $name $how",
    async ({ name, spoil }) => {
      const whole = await hydrateWith(() => {});
      const { snapshots, failures, unread, forbidden } = await hydrateWith(({ data }) => {
        Object.assign(data.node.p1[name] as object, spoil);
      });
      expect({ failures, unread, forbidden }).toEqual({ failures: [], unread: [], forbidden: [] });
      expect(snapshots).toEqual(whole.snapshots);
    },
  );

  it.each(cases)(
    "I7: of $name that $how is unread if REST fails too, and all else is read",
    async ({ how, name, part, path, spoil }) => {
      const whole = await hydrateWith(() => {});
      const { snapshots, failures, unread } = await hydrateWith(
        ({ data }) => void Object.assign(data.node.p1[name] as object, spoil),
        ({ faults }) => void faults.add({ when: { path }, fault: { kind: "error", status: 500 } }),
      );
      expect(failures).toEqual([]);
      const names = how === "continues without a cursor" ? "do not continue" : name;
      expect(unread).toEqual([{ number: 1, part, reason: expect.stringContaining(names) }]);
      const [first, second] = whole.snapshots;
      const isKind = (childKinds as readonly string[]).includes(part);
      const children = { ...first?.children, ...(isKind && { [part]: undefined }) };
      const pullRequest = { ...first?.pullRequest, ...(!isKind && { [part]: [] }) };
      const lacking = { ...first, pullRequest, children, unread: [part] };
      expect(snapshots).toEqual([lacking, second]);
    },
  );
});

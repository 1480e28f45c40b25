import type { ChildKind, PullRequestSnapshot } from "@ghsync/core";
import { createFakeGitHub, type Truth } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { alteredFetch } from "../support/altered-fetch.ts";
import { createSynced, expectEqualsGitHub, fullName, hourMs } from "../sync-harness.ts";

const target = { repository: fullName, number: 2 } as const;

/** How a row of a kind is removed at GitHub. A review cannot be removed: see below. */
const vanish: {
  readonly [K in Exclude<ChildKind, "reviews">]: (
    truth: Truth,
    stored: PullRequestSnapshot["children"],
  ) => unknown;
} = {
  reviewComments: (truth, { reviewComments }) =>
    truth.deleteReviewComment({ repository: fullName, comment: reviewComments?.[0]?.id ?? 0 }),
  comments: (truth, { comments }) =>
    truth.deleteComment({ repository: fullName, comment: comments?.[0]?.id ?? 0 }),
  commits: (truth) =>
    truth.pushCommits({ ...target, commits: [{ message: "All in one" }], forced: true }),
  files: (truth) =>
    truth.pushCommits({
      ...target,
      commits: [{ message: "Anew" }],
      files: [{ path: "b.ts" }],
      forced: true,
    }),
};

const kinds = Object.keys(vanish) as (keyof typeof vanish)[];
const cases = (["graphql", "rest"] as const).flatMap((api) =>
  kinds.map((kind) => ({ api, kind }) as const),
);

/** A synced pull request 2 with two rows of each kind, and what is stored of it. */
async function createTwo(options: Parameters<typeof createSynced>[1]) {
  const harness = await createSynced(3, options);
  const { github, sync, id, store } = harness;
  const { truth } = github;
  for (const body of ["One", "Two"]) {
    const path = `${body}.ts`;
    truth.comment({ ...target, actor: "bob", body });
    truth.submitReview({ ...target, actor: "bob", body, comments: [{ path, body }] });
  }
  truth.pushCommits({ ...target, commits: [{ message: "Two" }], files: [{ path: "a.ts" }] });
  github.clock.advance(hourMs);
  await sync.syncRepository(id);
  const children = () => {
    const [, second] = store.pullRequests(id);
    if (!second) throw new Error("#2 is not stored.");
    return second.snapshot.children;
  };
  return { ...harness, children };
}

describe("a child that is gone when its pull request is read again", () => {
  it.each(cases)("I1: leaves the store, of $kind by $api", async ({ api, kind }) => {
    const harness = await createTwo({ api });
    const { github, sync, id, children } = harness;
    const before = children()[kind] ?? [];
    expect(before).toHaveLength(2);
    vanish[kind](github.truth, children());
    github.truth.editPullRequest({ ...target, title: "Read me" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(children()[kind]).toHaveLength(1);
    await expectEqualsGitHub(harness);
  });

  it.each(["graphql", "rest"] as const)(
    "I1: leaves the store, a review that GitHub removed, by %s",
    async (api) => {
      const away = new Set<string>();
      const github = createFakeGitHub();
      const isKept = (row: { body: string }) => !away.has(row.body);
      const fetch = alteredFetch(github.fetch, (body, path) => {
        if (/\/pulls\/2\/reviews$/.test(path)) return (body as { body: string }[]).filter(isKept);
        const { reviews } = (body as Answer).data?.node?.p2 ?? {};
        if (!reviews) return body;
        reviews.nodes = reviews.nodes.filter(isKept);
        reviews.totalCount = reviews.nodes.length;
        return body;
      });
      const { sync, id, children } = await createTwo({ api, github, client: { fetch } });
      expect(children().reviews).toHaveLength(2);
      away.add("One");
      github.truth.editPullRequest({ ...target, title: "Read me" });
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      expect(children().reviews).toMatchObject([{ body: "Two" }]);
    },
  );
});

interface Answer {
  data?: { node?: { p2?: { reviews?: { nodes: { body: string }[]; totalCount: number } } } };
}

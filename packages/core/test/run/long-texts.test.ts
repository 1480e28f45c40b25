import { describe, expect, it } from "vitest";
import { createFullWorld, rewritePullRequest, rewriteRest } from "../support/full-world.ts";
import { expectEqualsGitHub } from "../sync-harness.ts";

const long = "x".repeat(9000);

// biome-ignore lint/suspicious/noExplicitAny: who writes a rule knows what it rewrites.
type Rewrite = (answer: any) => void;

/** Every text that a store has in an index, by GraphQL. */
const byGraphQL: Readonly<Record<string, Rewrite>> = {
  "the author's login": ({ author }) => {
    author.login = long;
  },
  "a review's author": ({ reviews }) => {
    reviews.nodes[0].author.login = long;
  },
  "a review comment's author": ({ reviewThreads }) => {
    reviewThreads.nodes[0].comments.nodes[0].author.login = long;
  },
  "a comment's author": ({ comments }) => {
    comments.nodes[0].author.login = long;
  },
  "a commit's author": ({ commits }) => {
    const user = { __typename: "User", login: long, avatarUrl: "https://x/y", databaseId: 5 };
    commits.nodes[0].commit.author = { name: "x", email: "x", user };
  },
  "a commit's hash": ({ commits }) => {
    commits.nodes[0].commit.oid = long;
  },
  "a reviewer's login": ({ reviewRequests }) => {
    reviewRequests.nodes[0].requestedReviewer.login = long;
  },
  "a node id": (answer) => {
    answer.comments.nodes[0].id = long;
  },
};

/** By REST: the path, and what is rewritten. */
const byRest: Readonly<Record<string, readonly [RegExp, Rewrite]>> = {
  "the author's login": [
    /\/pulls\/3$/,
    ({ user }) => {
      user.login = long;
    },
  ],
  "a review's author": [
    /\/pulls\/3\/reviews/,
    ([row]) => {
      row.user.login = long;
    },
  ],
  "a review comment's author": [
    /\/pulls\/3\/comments/,
    ([row]) => {
      row.user.login = long;
    },
  ],
  "a comment's author": [
    /\/issues\/3\/comments/,
    ([row]) => {
      row.user.login = long;
    },
  ],
  "a commit's hash": [
    /\/pulls\/3\/commits/,
    ([row]) => {
      row.sha = long;
    },
  ],
  "a reviewer's login": [
    /\/pulls\/3$/,
    (row) => {
      row.requested_reviewers[0].login = long;
    },
  ],
  "a team's slug": [
    /\/pulls\/3$/,
    (row) => {
      row.requested_teams = [{ id: 1, slug: long, name: "Team" }];
    },
  ],
};

describe("a text that is too long for an index counts as not given", () => {
  it.each(Object.entries(byGraphQL))("I13: %s by GraphQL: REST gives it", async (_, change) => {
    const world = await createFullWorld();
    rewritePullRequest(world.github, 3, change);
    expect(await world.run()).toMatchObject({ status: "complete" });
    expect(JSON.stringify(world.stored())).not.toContain(long);
    await expectEqualsGitHub(world);
  });

  it.each(Object.entries(byRest))(
    "I13: %s by REST: GraphQL gives it",
    async (_, [path, change]) => {
      const world = await createFullWorld({ api: "rest" });
      const restore = rewriteRest(world.github, path, change);
      await world.run();
      expect(JSON.stringify(world.stored())).not.toContain(long);
      restore();
      world.change(3);
      expect(await world.run()).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(world);
    },
  );
});

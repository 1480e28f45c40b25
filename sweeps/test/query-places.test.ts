import { expect, it } from "vitest";
import { askedQueries } from "../asked-queries.ts";
import { queryPlaces } from "../query-places.ts";
import { target } from "../sweep-world.ts";

const query = `query Hydrate {
  node(id: "R_1") { ... on Repository {
    p2: pullRequest(number: 2) { title }
    p3: pullRequest(number: 3) { ...Fields }
  } }
}
fragment Fields on PullRequest { author { __typename ...Who } labels(first: 1) { totalCount nodes { name } } }
fragment Who on Actor { login ... on User { databaseId } }`;

it("finds each value that a query asks for about one pull request, and where GitHub allows null", () => {
  const places = queryPlaces(query, 3);
  expect(places.map(({ name }) => name)).toEqual([
    "node",
    "pullRequest",
    "author",
    "author.__typename",
    "author.login",
    "author.databaseId",
    "labels",
    "labels.totalCount",
    "labels.nodes",
    "labels.nodes[]",
    "labels.nodes[].name",
  ]);
  expect(places.find(({ name }) => name === "labels.nodes[].name")).toMatchObject({
    steps: ["node", "p3", "labels", "nodes", "[]", "name"],
    nullable: [true, true, true, true, true, false],
  });
});

it("names the values of a further page by its list", () => {
  const more = `query HydrateMore {
    n0: node(id: "PR_1") { ... on PullRequest { page: reviews(first: 1) { nodes { body } } } }
    n1: node(id: "RT_1") { ... on PullRequestReviewThread { page: comments(first: 1) { totalCount } } }
  }`;
  const names = queryPlaces(more, 3).map(({ name }) => name);
  expect(names).toContain("reviews.nodes[].body");
  expect(names).toContain("threadComments.totalCount");
});

it("the sync's own queries ask for every list of the target, and for each list's further pages", async () => {
  const namesOf = async (...asked: Parameters<typeof askedQueries>) =>
    (await askedQueries(...asked)).flatMap((text) => queryPlaces(text, target));
  const lists = (names: readonly { name: string }[]) =>
    new Set(
      names.flatMap(({ name }) => /^(?!threadComments)(\w+)\.nodes\[\]$/.exec(name)?.[1] ?? []),
    );
  const first = lists(await namesOf("all-kinds", "Hydrate"));
  const further = lists(await namesOf("long-lists", "HydrateMore"));
  expect(first.size).toBe(9);
  expect(further).toEqual(first);
});

import { expect, test } from "vitest";
import { graphQLActor, graphQLReviewRequest } from "../../src/hydrate/graphql-shapes.ts";
import { mapActor, mapReviewRequest } from "../../src/hydrate/map-graphql.ts";

const ada = {
  __typename: "User",
  login: "ada",
  avatarUrl: "https://a.example/u/1?v=4",
  databaseId: 1,
} as const;

test("a person is a snapshot of what GitHub showed", () => {
  const avatarUrl = "https://a.example/u/1?v=4";
  expect(mapActor(ada)).toEqual({ id: 1, login: "ada", avatarUrl, type: "User" });
});

test("I8: the hash that GitHub adds to some avatars is not part of the address", () => {
  const hashed = mapActor({ ...ada, avatarUrl: "https://a.example/u/1?u=a1b2&v=4" });
  expect(hashed).toEqual(mapActor(ada));
});

test.each(["dependabot", "dependabot[bot]"])("I8: the bot %s is dependabot[bot], once", (login) => {
  const bot = mapActor({ ...ada, __typename: "Bot", login });
  expect(bot).toMatchObject({ login: "dependabot[bot]", type: "Bot" });
});

test("I8: a bot behind a commit, which GraphQL shows as a user, is a bot", () => {
  const bot = mapActor({ ...ada, login: "dependabot[bot]" });
  expect(bot).toMatchObject({ id: 1, login: "dependabot[bot]", type: "Bot" });
});

test("a person whose login ends like a bot's stays a person", () => {
  expect(mapActor({ ...ada, login: "robot" })).toMatchObject({ login: "robot" });
});

test("an id that GitHub does not give is null, never 0", () => {
  const { databaseId: _, ...nameless } = ada;
  const account = graphQLActor({ ...nameless, __typename: "EnterpriseUserAccount" }, "author");
  expect(mapActor(account).id).toBeNull();
  expect(mapActor({ ...ada, databaseId: null }).id).toBeNull();
});

test("an account of an unknown type is an error that names the place", () => {
  expect(() => graphQLActor({ ...ada, __typename: "Robot" }, "#1.author")).toThrow(
    expect.objectContaining({
      code: "response_invalid",
      message: expect.stringContaining("#1.author.__typename"),
    }),
  );
});

const pullRequest = { number: 1 };

test("a requested reviewer is a person or a team", () => {
  const read = (requestedReviewer: object) =>
    mapReviewRequest(graphQLReviewRequest({ pullRequest, requestedReviewer }, "reviewRequests[0]"));
  expect(read(ada)).toMatchObject({ kind: "actor", login: "ada" });
  const team = { __typename: "Team", databaseId: 3, slug: "core", name: "Core" };
  expect(read(team)).toEqual({ kind: "team", id: 3, slug: "core", name: "Core" });
});

test("a team that the credential may not name is an error, not a team without a name", () => {
  const raw = { pullRequest, requestedReviewer: { __typename: "Team" } };
  expect(() => graphQLReviewRequest(raw, "reviewRequests[0]")).toThrow(
    expect.objectContaining({ code: "response_invalid" }),
  );
});

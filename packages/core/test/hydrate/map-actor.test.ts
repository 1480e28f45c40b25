import { expect, test } from "vitest";
import { mapActor, mapRequestedReviewer } from "../../src/hydrate/map-actor.ts";

const ada = {
  __typename: "User",
  login: "ada",
  avatarUrl: "https://a.example/u/1?v=4",
  databaseId: 1,
};

test("nobody is null: a deleted account, or one that is not shown", () => {
  expect([mapActor(null), mapActor(undefined), mapRequestedReviewer(null)]).toEqual([
    null,
    null,
    null,
  ]);
});

test("a person is a snapshot of what GitHub showed", () => {
  const avatarUrl = "https://a.example/u/1?v=4";
  expect(mapActor(ada)).toEqual({ id: 1, login: "ada", avatarUrl, type: "User" });
});

test("I8: the hash that GitHub adds to some avatars is no part of the picture's address", () => {
  const hashed = mapActor({ ...ada, avatarUrl: "https://a.example/u/1?u=a1b2&v=4" });
  expect(hashed).toEqual(mapActor(ada));
});

test.each(["dependabot", "dependabot[bot]"])("I8: the bot %s is dependabot[bot], once", (login) => {
  const bot = mapActor({ ...ada, __typename: "Bot", login });
  expect(bot).toMatchObject({ login: "dependabot[bot]", type: "Bot" });
});

test("a person whose login ends like a bot's stays as they are", () => {
  expect(mapActor({ ...ada, login: "robot" })).toMatchObject({ login: "robot" });
});

test("an id that GitHub does not tell is null, and never 0", () => {
  const { databaseId: _, ...nameless } = ada;
  expect(mapActor({ ...nameless, __typename: "EnterpriseUserAccount" })?.id).toBeNull();
  expect(mapActor({ ...ada, databaseId: null })?.id).toBeNull();
});

test("an account of a type that nobody knows is an error", () => {
  expect(() => mapActor({ ...ada, __typename: "Robot" })).toThrow(
    expect.objectContaining({ code: "response_invalid" }),
  );
});

test("a requested reviewer is a person or a team", () => {
  expect(mapRequestedReviewer(ada)).toMatchObject({ kind: "actor", login: "ada" });
  const team = { __typename: "Team", databaseId: 3, slug: "core", name: "Core" } as const;
  expect(mapRequestedReviewer(team)).toEqual({ kind: "team", id: 3, slug: "core", name: "Core" });
});

import { expect, test } from "vitest";
import { mapRestActor } from "../../../src/hydrate/rest/map-rest.ts";

const ada = {
  id: 1,
  login: "ada",
  avatar_url: "https://a.example/u/1?u=a1&v=4",
  type: "User",
  html_url: "https://github.com/ada",
} as const;

test("an account is a snapshot of what GitHub showed", () => {
  const avatarUrl = "https://a.example/u/1?v=4";
  expect(mapRestActor(ada)).toEqual({ id: 1, login: "ada", avatarUrl, type: "User" });
});

test.each([
  ["null", null],
  ["GitHub's ghost", { ...ada, id: 10_137, login: "ghost" }],
])("I8: a deleted account is null: %s", (_, ghost) => {
  expect(mapRestActor(ghost)).toBeNull();
});

test.each(["Copilot", "copilot-swe-agent[bot]"])(
  "I8: the bot %s has the name of its app, as in GraphQL",
  (login) => {
    const page = "https://github.com/apps/copilot-swe-agent";
    const bot = mapRestActor({ ...ada, login, type: "Bot", html_url: page });
    expect(bot).toMatchObject({ id: 1, login: "copilot-swe-agent[bot]", type: "Bot" });
  },
);

test("an account with the login ghost and another id is an ordinary account", () => {
  expect(mapRestActor({ ...ada, login: "ghost" })).toMatchObject({ login: "ghost" });
});

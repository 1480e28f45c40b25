import { expect, test } from "vitest";
import { mapRestActor } from "../../../src/hydrate/rest/map-rest-actor.ts";

const ada = { id: 1, login: "ada", avatar_url: "https://a.example/u/1?u=a1&v=4", type: "User" };

test("an account is a snapshot of what GitHub showed", () => {
  const avatarUrl = "https://a.example/u/1?v=4";
  expect(mapRestActor(ada)).toEqual({ id: 1, login: "ada", avatarUrl, type: "User" });
});

test.each([
  ["null", null],
  ["absent", undefined],
  ["an empty object, as of a commit's author", {}],
  ["GitHub's ghost", { ...ada, id: 10_137, login: "ghost" }],
])("I8: nobody is null: %s", (_, nobody) => {
  expect(mapRestActor(nobody)).toBeNull();
});

test("somebody who is called ghost elsewhere is somebody", () => {
  expect(mapRestActor({ ...ada, login: "ghost" })).toMatchObject({ login: "ghost" });
});

import { expect, it } from "vitest";
import { findPath, mutate, stepsOf } from "../body-places.ts";

const body = () => ({ labels: [{ name: null }, { name: "bug" }], user: { id: 7 }, open: true });

it("finds the first element of a list that has a value at the place", () => {
  expect(findPath(body(), stepsOf("labels[].name"))).toEqual(["labels", 1, "name"]);
  expect(findPath(body(), stepsOf("labels[].color"))).toBeUndefined();
  expect(findPath(null, stepsOf("labels"))).toBeUndefined();
  expect(findPath(body(), stepsOf(""))).toEqual([]);
});

it("chooses only among the elements that are meant", () => {
  const rows = [{ number: 1 }, { number: 3 }];
  const isMeant = (row: unknown) => (row as { number: number }).number === 3;
  expect(findPath(rows, stepsOf("[].number"), isMeant)).toEqual([1, "number"]);
});

it.each([
  ["user.id", "absent", { user: {} }],
  ["user.id", "null", { user: { id: null } }],
  ["user.id", "wrong type", { user: { id: "a text" } }],
  ["user", "wrong type", { user: 7 }],
  ["labels[].name", "null", { labels: [{ name: null }, { name: null }] }],
  ["open", "wrong type", { open: "a text" }],
  ["labels", "wrong type", { labels: "a text" }],
  ["labels[]", "absent", { labels: [{ name: "bug" }] }],
  ["labels[].name", "wrong type", { labels: [{ name: null }, { name: { wrong: true } }] }],
] as const)("%s is %s", (place, mutation, changed) => {
  expect(mutate(body(), stepsOf(place), mutation)).toEqual({ ...body(), ...changed });
});

it("a text is no wrong type where nothing was, since it may be a right one", () => {
  expect(mutate({ due: null }, stepsOf("due"), "wrong type")).toEqual({ due: { wrong: true } });
});

it("a body that has no such place stays as it is, and may be wrong itself", () => {
  expect(mutate(body(), stepsOf("milestone.title"), "null")).toEqual(body());
  expect(mutate(body(), [], "absent")).toBeUndefined();
  expect(mutate([1], [], "wrong type")).toBe("a text");
});

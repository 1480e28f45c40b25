import { expect, it } from "vitest";
import { hasSameKinds } from "../../src/run/history/history-window.ts";

it.each([
  [["reviews", "files"], ["files", "reviews"], true],
  [["reviews", "files"], ["reviews", "reviews"], false],
  [["reviews", "files"], ["reviews"], false],
  [["reviews"], ["reviews", "files"], false],
  [undefined, [], false],
] as const)("%j and then %j are the same kinds, or not", (asked, kinds, isSame) => {
  expect(hasSameKinds(asked, kinds)).toBe(isSame);
});

import { expect, test } from "vitest";
import { createRecentlyUsed } from "../../src/generate/recently-used.ts";

test("only the most recently used are kept, and what was forgotten is made again", () => {
  const made: string[] = [];
  const lengths = createRecentlyUsed(2, (word: string) => {
    made.push(word);
    return word.length;
  });
  for (const word of ["a", "bb", "a", "ccc", "a", "bb"]) {
    expect(lengths.get(word)).toBe(word.length);
  }
  expect(made).toEqual(["a", "bb", "ccc", "bb"]);
  lengths.forget("bb");
  lengths.get("bb");
  expect(made).toHaveLength(5);
});

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const numbersIn = (text: string, pattern: RegExp) =>
  new Set([...text.matchAll(pattern)].map(([, number]) => number));

test("every behaviour that is written down has a test, and the other way round", () => {
  const written = readFileSync(new URL("../../BEHAVIOURS.md", import.meta.url), "utf8");
  const here = new URL(".", import.meta.url);
  const tests = readdirSync(here).filter((name) => name.endsWith(".test.ts"));
  const sources = tests.map((name) => readFileSync(new URL(name, here), "utf8")).join("\n");
  const tested = numbersIn(sources, /(?:test|describe)[^"]*"(B\d+):/g);
  expect(tested).toEqual(numbersIn(written, /^\| (B\d+) \|/gm));
});

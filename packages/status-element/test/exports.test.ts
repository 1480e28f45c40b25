import * as elements from "@ghsync/status-element";
import { expect, test } from "vitest";

test("index.ts exports these names", () => {
  expect(Object.keys(elements).toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
    "GhsyncRepositoryCard",
    "GhsyncStatus",
    "defineStatusElements",
    "renderStatus",
  ]);
});

test("a server can import the package, where it defines nothing", async () => {
  elements.defineStatusElements();
  const defined = await import("@ghsync/status-element/define");
  expect(Object.keys(defined)).toEqual([]);
});

import { expect, test } from "vitest";
import { openLists, pageOf } from "../../src/hydrate/further-pages.ts";

function list(nodes: readonly unknown[], endCursor: string | null = null) {
  const pageInfo = { hasNextPage: endCursor !== null, endCursor };
  return { totalCount: nodes.length, nodes, pageInfo };
}

function openOf(connections: Record<string, unknown>) {
  const raw = { number: 7, id: "PR_7", ...connections };
  return openLists({ raw, gaps: new Map() });
}

test("a pull request with complete lists misses nothing, nor does one whose kinds are switched off", () => {
  const whole = { labels: list([]), reviews: list([1]), reviewThreads: list([]), files: null };
  expect(openOf(whole)).toEqual([]);
  expect(openOf({ labels: null })).toEqual([]);
});

test("I7: every list with a further page is found, also those of threads", () => {
  const comments = list([1], "c1");
  const open = openOf({
    labels: list([], "l1"),
    files: list([], "f1"),
    reviewThreads: list([{ id: "T_1", comments }, { id: "T_2", comments: list([]) }, null], "t1"),
  });
  const missing = open.map(({ page }) => page);
  expect(missing).toHaveLength(4);
  expect(missing).toEqual(
    expect.arrayContaining([
      { nodeId: "PR_7", connection: "labels", after: "l1" },
      { nodeId: "PR_7", connection: "files", after: "f1" },
      { nodeId: "PR_7", connection: "reviewThreads", after: "t1" },
      { nodeId: "T_1", connection: "threadComments", after: "c1" },
    ]),
  );
});

test("I7: a list that continues without a cursor is found too", () => {
  const files = { totalCount: 2, nodes: [1], pageInfo: { hasNextPage: true, endCursor: null } };
  expect(openOf({ files })).toMatchObject([{ page: { after: "" } }]);
});

test("I2: a page without rows, or without its count, is refused", () => {
  const pageInfo = { hasNextPage: false, endCursor: null };
  expect(pageOf({ totalCount: 1, nodes: null, pageInfo })).toBeUndefined();
  expect(pageOf({ nodes: [], pageInfo })).toBeUndefined();
  expect(pageOf({ totalCount: 0, nodes: [], pageInfo })).toEqual(list([]));
});

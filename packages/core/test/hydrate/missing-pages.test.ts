import { expect, test } from "vitest";
import type { RawConnection, RawPullRequest } from "../../src/hydrate/graphql-shapes.ts";
import { append, openLists } from "../../src/hydrate/missing-pages.ts";

function list<Node>(nodes: Node[], endCursor: string | null = null): RawConnection<Node> {
  return { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } };
}

function pullRequest(connections: Record<string, unknown>): RawPullRequest {
  return { number: 7, id: "PR_7", ...connections } as unknown as RawPullRequest;
}

test("a pull request whose lists are whole misses nothing, nor does one whose kinds are switched off", () => {
  const whole = { labels: list([]), reviews: list([1]), reviewThreads: list([]), files: null };
  expect(openLists([pullRequest(whole), pullRequest({ labels: null })])).toEqual([]);
});

test("I7: every list with a further page is named, those of threads too", () => {
  const comments = list([1], "c1");
  const raw = pullRequest({
    labels: list([], "l1"),
    files: list([], "f1"),
    reviewThreads: list([{ id: "T_1", comments }, { id: "T_2", comments: list([]) }, null], "t1"),
  });
  const missing = openLists([raw]).map(({ number, page }) => ({ number, ...page }));
  expect(missing).toHaveLength(4);
  expect(missing).toEqual(
    expect.arrayContaining([
      { number: 7, nodeId: "PR_7", connection: "labels", after: "l1" },
      { number: 7, nodeId: "PR_7", connection: "files", after: "f1" },
      { number: 7, nodeId: "PR_7", connection: "reviewThreads", after: "t1" },
      { number: 7, nodeId: "T_1", connection: "threadComments", after: "c1" },
    ]),
  );
});

test("I7: a list that says it goes on, but not where, is named as well", () => {
  const files = { nodes: [1], pageInfo: { hasNextPage: true, endCursor: null } };
  expect(openLists([pullRequest({ files })])).toMatchObject([{ number: 7, page: { after: "" } }]);
});

test("a page is put behind its list until there is no further one", () => {
  const rows = list([1, 2], "a");
  expect(append(rows, list([3], "b"))).toBe(true);
  expect(append(rows, list([4], null))).toBe(true);
  expect(rows.nodes).toEqual([1, 2, 3, 4]);
  expect(rows.pageInfo.hasNextPage).toBe(false);
});

test("I2: a page without rows to read is no empty page", () => {
  const page = { nodes: null, pageInfo: { hasNextPage: false, endCursor: null } };
  expect(append(list([1], "a"), page)).toBe(false);
});

import { createSync } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  expectEqualsGitHub,
  fullName,
  openPullRequests,
  storedNumbers,
} from "../sync-harness.ts";

interface Nodes {
  data: { node: { pullRequests: { nodes: unknown[]; pageInfo: object; totalCount: number } } };
}

/** What GraphQL leaves out of the k-th page of the history, of three of eight. */
const gaps: { readonly [name: string]: (body: Nodes) => unknown } = {
  "a node is null": ({ data }) => {
    data.node.pullRequests.nodes[1] = null;
    return { data };
  },
  "every node is null": ({ data }) => {
    const { nodes } = data.node.pullRequests;
    data.node.pullRequests.nodes = nodes.map(() => null);
    return { data };
  },
  "the page is empty": ({ data }) => {
    data.node.pullRequests.nodes = [];
    return { data };
  },
  "the page is empty, and the last": ({ data }) => {
    const { pullRequests } = data.node;
    data.node.pullRequests = {
      ...pullRequests,
      nodes: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    };
    return { data };
  },
  "a node has another number": ({ data }) => {
    Object.assign(data.node.pullRequests.nodes[1] ?? {}, { number: 4_294_967_296 });
    return { data };
  },
  "a node has an impossible stamp": ({ data }) => {
    Object.assign(data.node.pullRequests.nodes[1] ?? {}, { updatedAt: "0000-01-01T00:00:00Z" });
    return { data };
  },
  "a node is an error": ({ data }) => {
    data.node.pullRequests.nodes[0] = null;
    const path = ["node", "pullRequests", "nodes", 0];
    return { data, errors: [{ type: "INTERNAL", message: "Oops", path }] };
  },
};
const pageSize = 3;
const isListed = ({ operation, path }: { operation?: string | undefined; path: string }) =>
  operation === "ListHistory" || path.includes("sort=created");
const lists = (github: FakeGitHub) => github.ledger.entries.filter(isListed);

describe.each(Object.entries(gaps))(
  "a history that GraphQL returns incomplete: %s",
  (_name, change) => {
    it.each([1, 2, 3])("I14: on page %i, is listed once more by REST, complete", async (nth) => {
      const github = createFakeGitHub();
      const harness = await createHarness({ github, pageSize });
      openPullRequests(github, 8);
      const when = { operation: "ListHistory", nth };
      github.faults.add({ when, times: 1, fault: { kind: "rewrite", change } });
      expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
      expect(lists(github).some(({ path }) => path.includes("sort=created"))).toBe(true);
      const numbers = storedNumbers(harness.events);
      expect(new Set(numbers).size).toBe(numbers.length);
    });

    it("I16: continues the second list if a run was stopped in it", async () => {
      const github = createFakeGitHub();
      const harness = await createHarness({ github });
      const { id, options, store } = harness;
      openPullRequests(github, 12);
      const when = { operation: "ListHistory", nth: 2 };
      github.faults.add({ when, times: 1, fault: { kind: "rewrite", change } });
      github.onResponse(() => github.clock.advance(1000));
      const slices = { pageSize, batchSize: 2, maxDurationMs: 1 };
      const sync = createSync({ ...options, ...slices });
      let runs = 0;
      for (; ; runs += 1) {
        expect(runs).toBeLessThan(20);
        github.ledger.clear();
        await sync.syncRepositoryHistory(id);
        if ((await store.readState(id))?.state.historyCompletedAt) break;
        // The page that was interrupted, and the next.
        expect(lists(github).length, `run ${runs}`).toBeLessThanOrEqual(2);
        // At the front: the first count is older.
        if (runs < 3)
          github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "N" });
      }
      expect(runs).toBeGreaterThan(3);
      github.clock.advance(3_600_000);
      const end = createSync(options);
      expect(await end.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    });
  },
);

describe.each([{ historyDays: undefined }, { historyDays: 30 }])(
  "a history by REST, of $historyDays days",
  (window) => {
    it.each([
      { name: "an empty page", change: (rows: unknown[]) => rows.slice(0, 0) },
      { name: "a short page", change: (rows: unknown[]) => rows.slice(0, -1) },
    ])("I14: with $name before its end is listed once more", async ({ change }) => {
      const github = createFakeGitHub();
      const harness = await createHarness({ github, api: "rest", pageSize, ...window });
      openPullRequests(github, 8);
      const sort = window.historyDays ? "updated" : "created";
      const when = { path: new RegExp(`sort=${sort}.*page=2`) };
      github.faults.add({ when, times: 1, fault: { kind: "rewrite", change } });
      expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    });
  },
);

it("a history that stays below GitHub's count is listed twice in the first sync, and not again", async () => {
  const github = createFakeGitHub();
  const harness = await createHarness({ github, pageSize });
  openPullRequests(github, 8);
  const change = (body: Nodes) => {
    body.data.node.pullRequests.totalCount += 1;
    return body;
  };
  github.faults.add({ when: { operation: "ListHistory" }, fault: { kind: "rewrite", change } });
  expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
  expect(lists(github).length).toBeLessThanOrEqual(8);
  const isByRest = ({ path }: { path: string }) => path.includes("sort=created");
  expect(new Set(lists(github).map(isByRest))).toEqual(new Set([false, true]));
  github.ledger.clear();
  expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
  expect(lists(github)).toEqual([]);
});

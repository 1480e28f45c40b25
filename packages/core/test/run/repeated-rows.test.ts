import type { ChildKind } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createFullWorld, rewritePullRequest, rewriteRest } from "../support/full-world.ts";
import { listOf } from "../support/refusals.ts";
import { createHarness, expectEqualsGitHub, openPullRequests } from "../sync-harness.ts";

const complete = { status: "complete" };
const items = { status: "partial", reason: "items" };

/** The first row replaces the last one, so the count is right. */
function repeat(rows: unknown[]): void {
  rows[rows.length - 1] = rows[0];
}

const connections = {
  labels: "labels",
  assignees: "assignees",
  reviewRequests: "requestedReviewers",
  reviews: "reviews",
  reviewThreads: "reviewComments",
  comments: "comments",
  commits: "commits",
  files: "files",
};

describe("a list that shows a row twice, instead of another one", () => {
  it.each(Object.entries(connections))("I7: %s by GraphQL: REST is used", async (name, part) => {
    const world = await createFullWorld();
    world.change(3);
    rewritePullRequest(world.github, 3, (answer) => {
      repeat((answer[name] as { nodes: unknown[] }).nodes);
    });
    expect(await world.run()).toMatchObject(complete);
    expect(world.stored()[1]?.truncated).toEqual([]);
    await expectEqualsGitHub(world);
    world.github.faults.add({
      when: { path: part in listOf ? listOf[part as ChildKind] : /\/pulls\/3$/ },
      fault: { kind: "error", status: 500 },
    });
    const before = world.stored()[1];
    world.change(3);
    expect(await world.run()).toMatchObject(items);
    expect(world.stored()[1]).toMatchObject({ unread: [part] });
    if (part in listOf) {
      expect(world.stored()[1]?.children[part as ChildKind]).toEqual(
        before?.children[part as ChildKind],
      );
    }
    world.github.faults.clear();
    await world.expectHealed();
    await expectEqualsGitHub(world);
  });

  it.each(Object.entries(listOf))("I7: %s by REST: GraphQL is used", async (_, path) => {
    const world = await createFullWorld({ api: "rest" });
    world.change(3);
    rewriteRest(world.github, path, repeat);
    expect(await world.run()).toMatchObject(complete);
    await expectEqualsGitHub(world);
  });

  it.each([1, 2, 3])("I14: page %i of the history: it is listed once more by REST", async (nth) => {
    const harness = await createHarness({ pageSize: 3 });
    openPullRequests(harness.github, 8);
    const when = { operation: "ListHistory", nth };
    const change = (body: { data: { node: { pullRequests: { nodes: unknown[] } } } }) => {
      repeat(body.data.node.pullRequests.nodes);
      return body;
    };
    harness.github.faults.add({ when, times: 1, fault: { kind: "rewrite", change } });
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject(complete);
    await expectEqualsGitHub(harness);
  });

  it("I14: a page of the history that is the previous one again", async () => {
    const harness = await createHarness({ pageSize: 3 });
    openPullRequests(harness.github, 8);
    let first: unknown;
    harness.github.faults.add({
      when: { operation: "ListHistory" },
      fault: {
        kind: "rewrite",
        change(body) {
          const { pullRequests } = body.data.node;
          first ??= structuredClone(pullRequests.nodes);
          pullRequests.nodes = first;
          return body;
        },
      },
    });
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject(complete);
    await expectEqualsGitHub(harness);
  });
});

it("I14: a history for which GraphQL shows and counts nothing is listed once more by REST", async () => {
  const harness = await createHarness();
  openPullRequests(harness.github, 3);
  harness.github.faults.add({
    when: { operation: "ListHistory" },
    fault: {
      kind: "rewrite",
      change(body) {
        const pageInfo = { hasNextPage: false, endCursor: null };
        body.data.node.pullRequests = { totalCount: 0, nodes: [], pageInfo };
        return body;
      },
    },
  });
  expect(await harness.sync.syncRepository(harness.id)).toMatchObject(complete);
  await expectEqualsGitHub(harness);
});

it.each(["reviews", "comments", "reviewComments"] as const)(
  "a list of %s by REST that belongs to another pull request is not stored",
  async (kind) => {
    const world = await createFullWorld({ api: "rest" });
    const path = listOf[kind];
    let others: unknown;
    world.github.faults.add({
      when: ({ path: asked }) => path.test(asked),
      fault: {
        kind: "rewrite",
        change(rows, { path: asked }) {
          if (/\/4\//.test(asked)) others = structuredClone(rows);
          return /\/3\//.test(asked) && others ? others : rows;
        },
      },
    });
    expect(await world.run()).toMatchObject(complete);
    world.change(4);
    world.change(3);
    expect(await world.run()).toMatchObject(complete);
    world.github.faults.clear();
    await expectEqualsGitHub(world);
  },
);

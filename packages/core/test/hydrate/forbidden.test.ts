import { childKinds } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createHydration } from "../support/hydration.ts";
import {
  fieldOf,
  forbidFields,
  listOf,
  pullPath,
  refusal,
  refuseKinds,
} from "../support/refusals.ts";

const repository = "o/r";

/** Two pull requests with a record of every kind. */
async function createRefusing() {
  const world = await createHydration();
  const numbers = world.open(2, 0);
  for (const number of numbers) {
    const comments = [{ path: "a.ts", line: 1, body: "Why?" }];
    world.truth.submitReview({ repository, number, actor: "bob", comments });
    world.truth.comment({ repository, number, actor: "bob", body: "Hi" });
    world.truth.requestReview({ repository, number, reviewers: ["bob"] });
    world.truth.addLabels({ repository, number, labels: ["bug"] });
    world.truth.assign({ repository, number, assignees: ["bob"] });
  }
  const read = async () => {
    const batch = await world.hydrate(numbers);
    expect(batch.failures).toEqual([]);
    expect(batch.snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual(numbers);
    return batch;
  };
  return { ...world, numbers, read };
}

const bob = { login: "bob" };

describe("a kind that only GraphQL forbids", () => {
  it.each(childKinds)(
    "I13: a kind that only GraphQL forbids is read by REST, complete (%s)",
    async (kind) => {
      const { github, read } = await createRefusing();
      forbidFields(github, [fieldOf[kind]]);
      const { snapshots, forbidden, unread } = await read();
      expect({ forbidden, unread }).toEqual({ forbidden: [], unread: [] });
      for (const { children, truncated, ...snapshot } of snapshots) {
        for (const each of childKinds) expect(children[each], each).toHaveLength(1);
        expect({ truncated, unread: snapshot.unread }).toEqual({ truncated: [], unread: [] });
      }
    },
  );

  it("a kind that only GraphQL forbids is read by REST if a row is missing from its list", async () => {
    const { github, read } = await createRefusing();
    forbidFields(github, ["PullRequestCommit.commit"]);
    const { snapshots, forbidden, unread } = await read();
    expect({ forbidden, unread }).toEqual({ forbidden: [], unread: [] });
    expect(snapshots.map(({ children }) => children.commits?.length)).toEqual([1, 1]);
  });

  it("a kind that only GraphQL forbids is read by REST if a person in a row is hidden", async () => {
    const { github, read } = await createRefusing();
    forbidFields(github, ["PullRequestReview.author"]);
    const { snapshots, forbidden, unread } = await read();
    expect({ forbidden, unread }).toEqual({ forbidden: [], unread: [] });
    expect(snapshots[0]?.children.reviews).toMatchObject([{ author: bob }]);
  });
});

describe("a kind that this credential may not read by either interface", () => {
  it.each(childKinds)(
    "I13: is left out everywhere, and named; the rest is read (%s)",
    async (kind) => {
      const { github, read } = await createRefusing();
      refuseKinds(github, [kind]);
      const { snapshots, forbidden, unread } = await read();
      // The refusal is not these pull requests' fault, so they do not wait for it.
      expect({ forbidden, unread }).toEqual({ forbidden: [kind], unread: [] });
      for (const { children, truncated, ...snapshot } of snapshots) {
        for (const other of childKinds) {
          if (other === kind) expect(children[other]).toBeUndefined();
          else expect(children[other], other).toHaveLength(1);
        }
        expect({ truncated, unread: snapshot.unread }).toEqual({ truncated: [], unread: [kind] });
      }
      // Once by each interface. After both have refused it, REST is not asked again.
      const { rest, graphql } = github.ledger.summary();
      expect(graphql).toBeLessThanOrEqual(2);
      expect(rest).toBe(2);
    },
  );

  it("I13: may be all kinds at once", async () => {
    const { github, read } = await createRefusing();
    refuseKinds(github);
    const { snapshots, forbidden, unread } = await read();
    expect([...forbidden].sort()).toEqual([...childKinds].sort());
    expect(unread).toEqual([]);
    for (const snapshot of snapshots) {
      expect([...snapshot.unread].sort()).toEqual([...childKinds].sort());
    }
  });

  it("stays in the pull requests that show it", async () => {
    const { github, read } = await createRefusing();
    const path = ["node", "p1", "commits"];
    github.faults.add({ fault: { kind: "graphql-error", type: "FORBIDDEN", path } });
    github.faults.add({ when: { path: listOf.commits }, fault: refusal });
    const { snapshots, forbidden } = await read();
    expect(forbidden).toEqual(["commits"]);
    expect(snapshots.map(({ children }) => children.commits?.length)).toEqual([undefined, 1]);
    expect(snapshots.map(({ unread }) => unread)).toEqual([["commits"], []]);
  });

  it("is left out if a row is missing from its list", async () => {
    const { github, read } = await createRefusing();
    forbidFields(github, ["PullRequestCommit.commit"]);
    github.faults.add({ when: { path: listOf.commits }, fault: refusal });
    const { snapshots, forbidden } = await read();
    expect(forbidden).toEqual(["commits"]);
    expect(snapshots.map(({ children }) => children.commits)).toEqual([undefined, undefined]);
  });

  it.each([
    ["PullRequestReview.author", "reviews"],
    ["IssueComment.author", "comments"],
    ["GitActor.user", "commits"],
  ] as const)("is left out, not stored without a person, if %s is hidden", async (field, kind) => {
    const { github, read } = await createRefusing();
    forbidFields(github, [field]);
    github.faults.add({ when: { path: listOf[kind] }, fault: refusal });
    const { snapshots, forbidden } = await read();
    expect(forbidden).toEqual([kind]);
    expect(snapshots.map(({ children }) => children[kind])).toEqual([undefined, undefined]);
  });

  it("is unread, and not a matter of permission, if REST fails", async () => {
    const { github, numbers, read } = await createRefusing();
    forbidFields(github, [fieldOf.reviews]);
    github.faults.add({ when: { path: listOf.reviews }, fault: { kind: "error", status: 500 } });
    const { snapshots, forbidden, unread } = await read();
    expect(forbidden).toEqual([]);
    expect(unread).toEqual(
      numbers.map((number) => ({
        number,
        part: "reviews",
        reason: expect.stringContaining("500"),
      })),
    );
    expect(snapshots.map(({ children }) => children.reviews)).toEqual([undefined, undefined]);
  });
});

/**
 * A field of the row, how GraphQL hides it, what REST says of it, and what stands in its place
 * where neither does.
 */
const rowFields = [
  ["author", "PullRequest.author", { author: { login: "ada" } }, { author: null }],
  [
    "headRepository",
    "PullRequest.headRepository",
    { headRepository: "o/r" },
    { headRepository: null },
  ],
  ["milestone", "PullRequest.milestone", { milestone: { title: "One" } }, { milestone: null }],
  ["labels", "PullRequest.labels", { labels: [{ name: "bug" }] }, { labels: [] }],
  ["assignees", "PullRequest.assignees", { assignees: [bob] }, { assignees: [] }],
  [
    "requestedReviewers",
    "ReviewRequest.requestedReviewer",
    { requestedReviewers: [bob] },
    { requestedReviewers: [] },
  ],
] as const;

describe("a field of the row that GraphQL forbids", () => {
  async function createWith(field: string) {
    const world = await createRefusing();
    const milestone = world.truth.createMilestone({ repository, title: "One" });
    for (const number of world.numbers) {
      world.truth.setMilestone({ repository, number, milestone });
    }
    forbidFields(world.github, [field]);
    return world;
  }

  it.each(rowFields)(
    "I13: a field of the row that GraphQL forbids is REST's (%s)",
    async (_, field, given) => {
      const { read } = await createWith(field);
      const { snapshots, forbidden, unread } = await read();
      expect({ forbidden, unread }).toEqual({ forbidden: [], unread: [] });
      expect(snapshots.map(({ pullRequest }) => pullRequest)).toMatchObject([given, given]);
      expect(snapshots.map((snapshot) => snapshot.unread)).toEqual([[], []]);
    },
  );

  it.each(rowFields)(
    "I13: is named as unknown if REST refuses it too, and affects nothing else (%s)",
    async (part, field, _, unknown) => {
      const { github, read } = await createWith(field);
      github.faults.add({ when: { path: pullPath }, fault: refusal });
      const { snapshots, forbidden, unread } = await read();
      expect({ forbidden, unread }).toEqual({ forbidden: [part], unread: [] });
      for (const { pullRequest, children, ...snapshot } of snapshots) {
        expect(pullRequest).toMatchObject(unknown);
        expect(snapshot.unread).toEqual([part]);
        for (const kind of childKinds) expect(children[kind], kind).toHaveLength(1);
      }
    },
  );

  it("a field of the row that GraphQL forbids is a matter of permission at once for linked issues: REST has none", async () => {
    const { read, github } = await createWith("PullRequest.closingIssuesReferences");
    const { snapshots, forbidden, unread } = await read();
    expect({ forbidden, unread }).toEqual({ forbidden: ["linkedIssues"], unread: [] });
    for (const { pullRequest, children, ...snapshot } of snapshots) {
      expect(pullRequest.linkedIssues).toBeNull();
      expect(snapshot.unread).toEqual(["linkedIssues"]);
      for (const kind of childKinds) expect(children[kind], kind).toHaveLength(1);
    }
    expect(github.ledger.summary().rest).toBe(0);
  });
});

describe("a part that is refused at one pull request", () => {
  it("I13: a part that is refused at one pull request is read by REST at another one, where GraphQL only fails", async () => {
    const { github, numbers, hydrate } = await createRefusing();
    const [one = 0, other = 0] = numbers;
    const path = ["node", `p${one}`, "reviews"];
    github.faults.add({ fault: { kind: "graphql-error", type: "FORBIDDEN", path } });
    github.faults.add({ when: { path: new RegExp(`/pulls/${one}/reviews`) }, fault: refusal });
    github.faults.add({
      when: { operation: "Hydrate" },
      fault: {
        kind: "rewrite",
        change(body) {
          const pullRequest = body.data.node?.[`p${other}`];
          if (pullRequest?.reviews) pullRequest.reviews = null;
          return body;
        },
      },
    });
    const { snapshots, forbidden, unread } = await hydrate([one, other]);
    expect({ forbidden, unread }).toEqual({ forbidden: ["reviews"], unread: [] });
    expect(snapshots.map(({ children }) => children.reviews?.length)).toEqual([undefined, 1]);
  });
});

import { type ChildKind, childKinds } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createHydration } from "../support/hydration.ts";

const repository = "o/r";

const fieldOf: Record<ChildKind, string> = {
  reviews: "PullRequest.reviews",
  reviewComments: "PullRequest.reviewThreads",
  comments: "PullRequest.comments",
  commits: "PullRequest.commits",
  files: "PullRequest.files",
};

/** Two pull requests with a record of every kind; these fields are forbidden. */
async function createForbidden(fields: readonly string[]) {
  const world = await createHydration();
  const numbers = world.open(2, 0);
  for (const number of numbers) {
    const comments = [{ path: "a.ts", line: 1, body: "Why?" }];
    world.truth.submitReview({ repository, number, actor: "bob", comments });
    world.truth.comment({ repository, number, actor: "bob", body: "Hi" });
  }
  for (const field of fields) {
    world.github.faults.add({ fault: { kind: "graphql-error", type: "FORBIDDEN", field } });
  }
  return { ...world, numbers };
}

describe("what this credential may not read", () => {
  it.each(childKinds)(
    "I13: %s are left out everywhere, and named; the rest is read",
    async (kind) => {
      const { github, numbers, hydrate } = await createForbidden([fieldOf[kind]]);
      const { snapshots, failures, forbidden } = await hydrate(numbers);
      expect(forbidden).toEqual([kind]);
      expect(failures).toEqual([]);
      expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual(numbers);
      for (const { children } of snapshots) {
        for (const other of childKinds) {
          if (other === kind) expect(children[other]).toBeUndefined();
          else expect(children[other], other).toHaveLength(1);
        }
      }
      expect(github.ledger.entries.length).toBeLessThanOrEqual(2);
    },
  );

  it("I13: may be all kinds at once", async () => {
    const { numbers, hydrate } = await createForbidden(Object.values(fieldOf));
    const { snapshots, failures, forbidden } = await hydrate(numbers);
    expect([...forbidden].sort()).toEqual([...childKinds].sort());
    expect(failures).toEqual([]);
    expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual(numbers);
  });

  it("hides in one pull request what is then left out of the others too", async () => {
    const { github, numbers, hydrate } = await createForbidden([]);
    const path = ["node", `p${numbers[0]}`, "commits"];
    github.faults.add({ fault: { kind: "graphql-error", type: "FORBIDDEN", path } });
    const { snapshots, failures, forbidden } = await hydrate(numbers);
    expect({ failures, forbidden }).toEqual({ failures: [], forbidden: ["commits"] });
    expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual(numbers);
    expect(snapshots.map(({ children }) => children.commits)).toEqual([undefined, undefined]);
  });

  it("makes a kind incomplete where it takes a row from its list", async () => {
    const { numbers, hydrate } = await createForbidden(["PullRequestCommit.commit"]);
    const { snapshots, failures, forbidden } = await hydrate(numbers);
    expect({ failures, forbidden }).toEqual({ failures: [], forbidden: ["commits"] });
    expect(snapshots.map(({ children }) => children.commits)).toEqual([undefined, undefined]);
  });

  it.each([
    ["PullRequest.closingIssuesReferences", { linkedIssues: null }],
    ["PullRequest.headRepository", { headRepository: null }],
    ["ReviewRequest.requestedReviewer", { requestedReviewers: [] }],
  ])("is unknown where it is %s, and no failure of the pull request", async (field, unknown) => {
    const { truth, numbers, hydrate } = await createForbidden([field]);
    for (const number of numbers) truth.requestReview({ repository, number, reviewers: ["bob"] });
    const { snapshots, failures, forbidden } = await hydrate(numbers);
    expect({ failures, forbidden }).toEqual({ failures: [], forbidden: [] });
    expect(snapshots.map(({ pullRequest }) => pullRequest)).toMatchObject([unknown, unknown]);
    for (const kind of childKinds) expect(snapshots[0]?.children[kind]).toHaveLength(1);
  });

  it("is unknown within a child, which stays", async () => {
    const { numbers, hydrate } = await createForbidden(["PullRequestReview.author"]);
    const { snapshots, failures, forbidden } = await hydrate(numbers);
    expect({ failures, forbidden }).toEqual({ failures: [], forbidden: [] });
    expect(snapshots[0]?.children.reviews).toMatchObject([{ author: null }]);
  });

  it.each(["PullRequest.labels", "PullRequest.assignees"])(
    "I13: is a failure where no record can say that it is unknown: %s",
    async (field) => {
      const { numbers, hydrate } = await createForbidden([field]);
      const { snapshots, failures } = await hydrate(numbers);
      expect(snapshots).toEqual([]);
      expect(failures.map(({ number }) => number)).toEqual(numbers);
    },
  );
});

import type { PullRequestSnapshot, SyncOptions } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { times } from "../support/hydration.ts";
import { createHarness, expectEqualsGitHub, fullName, hourMs } from "../sync-harness.ts";

const repository = fullName;

/** Syncs a repository with all the pull requests that other tools drop, or drop parts of. */
async function syncOddities(api: NonNullable<SyncOptions["api"]>) {
  const harness = await createHarness({ api });
  const { github, sync, id, store } = harness;
  const { truth, clock } = github;
  truth.createRepository({ fullName, members: ["grace"] });
  truth.createTeam({ organization: "acme", slug: "core" });
  const open = (title: string, more: object = {}) =>
    truth.openPullRequest({ repository, actor: "ada", title, ...more });

  const byGhost = open("By a ghost", { actor: "gone", commits: [{ message: "Mine" }] });
  const ofGhosts = open("Of ghosts");
  const target = { repository, number: ofGhosts };
  truth.comment({ ...target, actor: "gone", body: "Bye" });
  const comments = [{ path: "a.ts", line: 1, body: "Why?" }];
  truth.submitReview({ ...target, actor: "gone", state: "APPROVED", comments });
  truth.requestReview({ ...target, reviewers: ["gone", "grace"], teams: ["acme/core"] });
  truth.assign({ ...target, assignees: ["gone", "grace"] });
  const mergedByGhost = open("Merged by a ghost");
  truth.mergePullRequest({ repository, number: mergedByGhost, actor: "gone" });
  const fromFork = open("From a deleted fork", { fork: "ada/api" });
  truth.deleteUser({ login: "gone" });
  truth.deleteFork({ repository, number: fromFork });

  const manyReviews = open("130 reviews");
  times(130, (index) =>
    truth.submitReview({ repository, number: manyReviews, actor: "grace", body: `${index}` }),
  );
  clock.advance(hourMs);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  const stored = new Map(
    store.pullRequests(id).map(({ snapshot }) => [snapshot.pullRequest.number, snapshot]),
  );
  const get = (number: number): PullRequestSnapshot => {
    const snapshot = stored.get(number);
    if (!snapshot) throw new Error(`#${number} was dropped.`);
    return snapshot;
  };
  const numbers = { byGhost, ofGhosts, mergedByGhost, fromFork, manyReviews };
  return { harness, get, stored, ...numbers };
}

describe.each(["graphql", "rest"] as const)("nothing is dropped, by %s,", (api) => {
  it("I1, I7: of ghosts, deleted forks, null reviewers and many reviews", async () => {
    const oddities = await syncOddities(api);
    const { get, stored } = oddities;
    expect(stored.size).toBe(5);

    expect(get(oddities.byGhost)).toMatchObject({
      pullRequest: { author: null, title: "By a ghost" },
      children: { commits: [{ message: "Mine", author: null, authorName: "gone" }] },
    });
    const { pullRequest, children } = get(oddities.ofGhosts);
    expect(children.comments).toMatchObject([{ author: null, body: "Bye" }]);
    expect(children.reviews).toMatchObject([{ author: null, state: "approved" }]);
    expect(children.reviewComments).toMatchObject([{ author: null, body: "Why?" }]);
    // GitHub still lists a request for a reviewer that it no longer names. That one is skipped, the
    // others stay.
    expect(pullRequest.requestedReviewers).toMatchObject([{ login: "grace" }, { slug: "core" }]);
    expect(pullRequest.assignees).toMatchObject([{ login: "grace" }]);
    expect(get(oddities.mergedByGhost).pullRequest).toMatchObject({
      state: "merged",
      mergedBy: null,
    });
    expect(get(oddities.fromFork).pullRequest).toMatchObject({
      headRepository: null,
      headRef: expect.any(String),
      author: { login: "ada" },
    });
    const bodies = get(oddities.manyReviews).children.reviews?.map(({ body }) => body);
    expect(bodies).toEqual(times(130, String));
    await expectEqualsGitHub(oddities.harness);
  });

  it("I7: of more than 250 commits; if REST truncates its list, that is reported", async () => {
    const { github, sync, id, store } = await createHarness({ api });
    github.truth.createRepository({ fullName });
    const commits = times(270, (index) => ({ message: `${index}` }));
    github.truth.openPullRequest({ repository, actor: "ada", title: "270 commits", commits });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const [stored] = store.pullRequests(id);
    const [shown, truncated] = api === "graphql" ? [270, []] : [250, ["commits"]];
    const messages = stored?.snapshot.children.commits?.map(({ message }) => message);
    expect(messages).toEqual(times(shown, String));
    expect(stored?.snapshot.truncated).toEqual(truncated);
  });
});

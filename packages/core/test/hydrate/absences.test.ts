import { childKinds } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createHydrationHarness, repository } from "./hydration-harness.ts";

describe("a hydrated pull request", () => {
  it("calls a bot x[bot], as REST does", async () => {
    const { github, snapshot } = await createHydrationHarness();
    const actor = "dependabot[bot]";
    const number = github.truth.openPullRequest({ repository, actor, title: "Bump a thing" });
    github.truth.comment({ repository, number, actor, body: "Superseded." });
    const { pullRequest, children } = await snapshot(number);
    expect(pullRequest.author).toMatchObject({ login: actor, type: "Bot" });
    expect(children.comments?.[0]?.author).toEqual(pullRequest.author);
  });

  it("has no author once the account is deleted, nor have its children", async () => {
    const { github, snapshot, open } = await createHydrationHarness();
    const { truth } = github;
    const number = truth.openPullRequest({ repository, actor: "quitter", title: "Last words" });
    const comments = [{ path: "src/change-1.ts", line: 1, body: "Hm." }];
    truth.submitReview({ repository, number, actor: "quitter", comments });
    truth.comment({ repository, number, actor: "quitter", body: "Bye." });
    open(1);
    truth.deleteUser({ login: "quitter" });
    const { pullRequest, children } = await snapshot(number);
    expect(pullRequest.author).toBeNull();
    expect(children.reviews).toMatchObject([{ author: null, body: null }]);
    expect(children.reviewComments).toMatchObject([{ author: null, body: "Hm." }]);
    expect(children.comments).toMatchObject([{ author: null, body: "Bye." }]);
    expect(children.commits).toMatchObject([{ author: null, authorName: "quitter" }]);
  });

  it("has no head repository once the fork is deleted", async () => {
    const { github, snapshot } = await createHydrationHarness();
    const { truth } = github;
    const number = truth.openPullRequest({
      repository,
      actor: "bob",
      title: "Mine",
      fork: "bob/api",
    });
    expect((await snapshot(number)).pullRequest.headRepository).toBe("bob/api");
    truth.deleteFork({ repository, number });
    expect((await snapshot(number)).pullRequest).toMatchObject({
      headRepository: null,
      headRef: `branch-${number}`,
    });
  });

  it("has null for an empty body", async () => {
    const { github, snapshot, open } = await createHydrationHarness();
    const [number = 0] = open(1);
    github.truth.submitReview({ repository, number, actor: "grace", state: "APPROVED" });
    const { pullRequest, children } = await snapshot(number);
    expect(pullRequest.body).toBeNull();
    expect(children.reviews).toMatchObject([{ state: "approved", body: null }]);
  });

  it("keeps an unknown author of a commit by name and address", async () => {
    const { github, snapshot } = await createHydrationHarness();
    const author = {
      login: null,
      name: "Un Known",
      email: "un@known.org",
      date: "2026-01-01T00:00:00Z",
    };
    const commits = [{ message: "Found", author }];
    const number = github.truth.openPullRequest({ repository, actor: "ada", title: "A", commits });
    expect((await snapshot(number)).children.commits).toMatchObject([
      {
        author: null,
        authorName: "Un Known",
        authorEmail: "un@known.org",
        authoredAt: new Date("2026-01-01T00:00:00Z"),
        committedAt: github.clock.now(),
      },
    ]);
  });

  it.each(childKinds)(
    "has undefined for %s where they are switched off, and all else",
    async (off) => {
      const { github, snapshot, open } = await createHydrationHarness();
      const [number = 0] = open(1);
      const comments = [{ path: "src/change-1.ts", line: 1, body: "Why?" }];
      github.truth.submitReview({ repository, number, actor: "grace", comments });
      github.truth.comment({ repository, number, actor: "grace", body: "Nice." });
      const wanted = childKinds.filter((kind) => kind !== off);
      const { children, truncated } = await snapshot(number, wanted);
      expect(children[off]).toBeUndefined();
      for (const kind of wanted) expect(children[kind], kind).toHaveLength(1);
      expect(truncated).toEqual([]);
    },
  );

  it("is a failure where there is none by that number, while the others come", async () => {
    const { github, hydrate, open } = await createHydrationHarness();
    open(2);
    const issue = github.truth.openIssue({ repository, actor: "ada", title: "No pull request" });
    const { snapshots, failures } = await hydrate([1, issue, 2, 999]);
    expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual([1, 2]);
    expect(failures).toEqual([
      { number: issue, reason: expect.stringContaining("Could not resolve") },
      { number: 999, reason: expect.stringContaining("Could not resolve") },
    ]);
  });
});

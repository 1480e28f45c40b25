import { describe, expect, it } from "vitest";
import { createHydrationHarness, repository } from "../support/hydration-harness.ts";

const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));

describe("I7: the children of a hydrated pull request are complete", () => {
  it("beyond the first page of reviews, comments, commits and files", async () => {
    const { github, snapshot, open } = await createHydrationHarness();
    const { truth, ledger } = github;
    const [number = 0] = open(1);
    const target = { repository, number };
    for (const index of many(131, (at) => at)) {
      truth.submitReview({ ...target, actor: "grace", body: `Review ${index}` });
      truth.comment({ ...target, actor: "grace", body: `Comment ${index}` });
    }
    truth.pushCommits({
      ...target,
      commits: many(260, (index) => ({ message: `Commit ${index}` })),
      files: many(205, (index) => ({ path: `src/${index}.ts` })),
    });
    const { children, truncated, pullRequest } = await snapshot(number);
    expect(children.reviews?.map(({ body }) => body)).toEqual(many(131, (at) => `Review ${at}`));
    expect(children.comments?.map(({ body }) => body)).toEqual(many(131, (at) => `Comment ${at}`));
    // The first commit was there when it was opened. GitHub's REST stops at 250.
    expect(children.commits).toHaveLength(261);
    expect(children.commits?.map(({ position }) => position)).toEqual(many(261, (at) => at));
    expect(children.commits?.at(-1)).toMatchObject({ message: "Commit 259" });
    expect(pullRequest.headSha).toBe(children.commits?.at(-1)?.sha);
    expect(children.files).toHaveLength(206);
    expect(pullRequest.changedFiles).toBe(206);
    expect(truncated).toEqual([]);
    // One query for the pull request, and a round for each further hundred of its longest list.
    expect(ledger.summary()).toMatchObject({ requests: 4, rest: 0 });
  });

  it("beyond the first threads, and the first comments of a thread", async () => {
    const { github, snapshot, open } = await createHydrationHarness();
    const { truth } = github;
    const [number = 0] = open(1);
    const comments = many(40, (index) => ({
      path: "src/change-1.ts",
      line: index + 1,
      body: `Thread ${index}`,
    }));
    truth.submitReview({ repository, number, actor: "grace", comments });
    const threads = (await snapshot(number)).children.reviewComments ?? [];
    expect(threads.map(({ body }) => body)).toEqual(many(40, (index) => `Thread ${index}`));

    // One of the first five threads, whose comments are nested, and one of a further page.
    for (const { id } of [threads[1], threads[37]].filter((thread) => thread !== undefined)) {
      for (const index of many(115, (at) => at)) {
        truth.replyToThread({ repository, comment: id, actor: "ada", body: `Reply ${index}` });
      }
    }
    const { children } = await snapshot(number);
    expect(children.reviewComments).toHaveLength(40 + 2 * 115);
    for (const id of [threads[1]?.id, threads[37]?.id]) {
      const replies = children.reviewComments?.filter(({ inReplyToId }) => inReplyToId === id);
      expect(replies?.map(({ body }) => body)).toEqual(many(115, (index) => `Reply ${index}`));
    }
    // Each reply is a review of its own.
    expect(children.reviews).toHaveLength(1 + 2 * 115);
  });

  it("beyond the first labels, assignees, reviewers and linked issues", async () => {
    const { github, snapshot } = await createHydrationHarness();
    const { truth } = github;
    const closes = many(15, (index) =>
      truth.openIssue({ repository, actor: "grace", title: `Issue ${index}` }),
    );
    const number = truth.openPullRequest({ repository, actor: "ada", title: "All", closes });
    const logins = many(25, (index) => `user-${String(index).padStart(2, "0")}`);
    const labels = many(45, (index) => `label-${String(index).padStart(2, "0")}`);
    truth.addLabels({ repository, number, labels });
    truth.assign({ repository, number, assignees: logins });
    truth.requestReview({ repository, number, reviewers: logins });
    const { pullRequest } = await snapshot(number);
    expect(pullRequest.labels.map(({ name }) => name)).toEqual(labels);
    expect(pullRequest.assignees.map(({ login }) => login)).toEqual(logins);
    expect(pullRequest.requestedReviewers).toHaveLength(25);
    expect(pullRequest.linkedIssues?.map((issue) => issue.number)).toEqual(closes);
  });

  it("for many pull requests at once, each with its own", async () => {
    const { github, hydrate, open } = await createHydrationHarness();
    const numbers = open(25);
    for (const number of numbers) {
      for (const index of many(30 + number, (at) => at)) {
        github.truth.comment({ repository, number, actor: "grace", body: `${number}.${index}` });
      }
    }
    const { snapshots, failures } = await hydrate(numbers);
    expect(failures).toEqual([]);
    for (const { pullRequest, children } of snapshots) {
      const { number } = pullRequest;
      const bodies = children.comments?.map(({ body }) => body);
      expect(bodies).toEqual(many(30 + number, (index) => `${number}.${index}`));
    }
    // The five longest have a second page of comments, all read by one further query.
    expect(github.ledger.summary()).toMatchObject({ requests: 2 });
  });
});

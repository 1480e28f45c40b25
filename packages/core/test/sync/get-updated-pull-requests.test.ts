import {
  getUpdatedPullRequests,
  type PullRequestSnapshot,
  type UpdatedPullRequestsOptions,
} from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createFakeClient } from "../fake-client.ts";

const repository = "acme/api";
const unknown = { fullName: repository, githubId: null, nodeId: null };

/** A repository of so many pull requests, a minute apart, and what asks for those updated since an instant. */
async function createRepository(pullRequests: number) {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: repository });
  const start = github.clock.now();
  for (let index = 0; index < pullRequests; index += 1) {
    github.truth.openPullRequest({ repository, actor: "ada", title: `Change ${index}` });
    github.clock.advance(60_000);
  }
  const client = await createFakeClient(github);
  const updated = (options: UpdatedPullRequestsOptions) =>
    getUpdatedPullRequests(client, unknown, options);
  async function all(options: UpdatedPullRequestsOptions): Promise<PullRequestSnapshot[]> {
    const yielded: PullRequestSnapshot[] = [];
    for await (const snapshot of updated(options)) yielded.push(snapshot);
    return yielded;
  }
  const numbers = async (options: UpdatedPullRequestsOptions) =>
    (await all(options)).map(({ pullRequest }) => pullRequest.number);
  return { github, start, updated, all, numbers };
}

describe("getUpdatedPullRequests", () => {
  it("yields full pull requests, each once, in the order of their change", async () => {
    const { github, start, all } = await createRepository(3);
    github.truth.openIssue({ repository, actor: "ada", title: "No pull request" });
    github.truth.submitReview({ repository, number: 1, actor: "grace", state: "APPROVED" });
    const yielded = await all({ since: start });
    expect(yielded.map(({ pullRequest }) => pullRequest.number)).toEqual([2, 3, 1]);
    const [first] = yielded.filter(({ pullRequest }) => pullRequest.number === 1);
    expect(first?.pullRequest).toMatchObject({
      title: "Change 0",
      changedFiles: 1,
      headRef: "branch-1",
    });
    expect(first?.children.reviews).toMatchObject([{ state: "approved" }]);
    expect(first?.children.commits).toHaveLength(1);
    // The repository's id, its list, and one query.
    expect(github.ledger.summary()).toMatchObject({ requests: 3, graphql: 1 });
  });

  it("yields nothing, without a query, when nothing changed", async () => {
    const { github, numbers } = await createRepository(2);
    github.clock.advance(60_000);
    expect(await numbers({ since: github.clock.now() })).toEqual([]);
    expect(github.ledger.summary()).toMatchObject({ graphql: 0 });
  });

  it("begins at the very second", async () => {
    const { start, numbers } = await createRepository(5);
    expect(await numbers({ since: new Date(start.getTime() + 180_000) })).toHaveLength(2);
    expect(await numbers({ since: new Date(start.getTime() + 181_000) })).toEqual([5]);
  });

  it("pages by itself, and yields none twice", async () => {
    const { start, numbers } = await createRepository(130);
    const yielded = await numbers({ since: start });
    expect(yielded).toHaveLength(130);
    expect(new Set(yielded).size).toBe(130);
  });

  it("reads the next page only when it is wanted", async () => {
    const { github, start, updated } = await createRepository(130);
    for await (const { pullRequest } of updated({ since: start, batchSize: 10 })) {
      expect(pullRequest.number).toBeLessThanOrEqual(10);
      break;
    }
    expect(github.ledger.summary()).toMatchObject({ requests: 3, graphql: 1 });
  });

  it("reads the kinds that are wanted", async () => {
    const { start, all } = await createRepository(1);
    const [snapshot] = await all({ since: start, kinds: ["files"] });
    expect(snapshot?.children).toMatchObject({ commits: undefined, files: [{ additions: 1 }] });
  });

  it("I13: yields the others before it says which could not be read", async () => {
    const { github, start, updated } = await createRepository(3);
    const fault = { kind: "graphql-error", type: "NOT_FOUND", path: ["node", "p2"] } as const;
    github.faults.add({ fault });
    const yielded: number[] = [];
    const reading = (async () => {
      for await (const { pullRequest } of updated({ since: start })) {
        yielded.push(pullRequest.number);
      }
    })();
    await expect(reading).rejects.toMatchObject({
      code: "response_invalid",
      message: expect.stringContaining("#2"),
    });
    expect(yielded).toEqual([1, 3]);
  });

  it("stops with the signal's reason", async () => {
    const { start, updated } = await createRepository(30);
    const controller = new AbortController();
    const reason = new Error("The host shuts down.");
    const reading = (async () => {
      for await (const { pullRequest } of updated({
        since: start,
        batchSize: 5,
        signal: controller.signal,
      })) {
        if (pullRequest.number > 0) controller.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
  });

  it.each<[string, object]>([
    ["since", { since: undefined }],
    ["since", { since: "2026-01-05" }],
    ["since", { since: new Date(Number.NaN) }],
    ["batchSize", { batchSize: 0 }],
  ])("refuses a wrong %s: %o", async (name, wrong) => {
    const { github, start, numbers } = await createRepository(0);
    await expect(numbers({ since: start, ...wrong })).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining(name),
    });
    expect(github.ledger.entries).toEqual([]);
  });
});

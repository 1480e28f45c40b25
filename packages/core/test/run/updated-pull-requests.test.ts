import {
  getUpdatedPullRequests,
  type PullRequestSnapshot,
  type UpdatedPullRequestsOptions,
} from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createClientOf } from "../support/client.ts";

const repository = "acme/api";
const unknown = { fullName: repository, githubId: null, nodeId: null };

/**
 * A repository with pull requests a minute apart, and a function that reads those updated since an
 * instant.
 */
async function createRepository(pullRequests: number) {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: repository });
  const start = github.clock.now();
  for (let index = 0; index < pullRequests; index += 1) {
    github.truth.openPullRequest({ repository, actor: "ada", title: `Change ${index}` });
    github.clock.advance(60_000);
  }
  const client = await createClientOf(github);
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

describe("getUpdatedPullRequests, alone", () => {
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

  it("reads the next page only when it is wanted", async () => {
    const { github, start, updated } = await createRepository(130);
    for await (const { pullRequest } of updated({ since: start, batchSize: 10 })) {
      expect(pullRequest.number).toBeLessThanOrEqual(10);
      break;
    }
    expect(github.ledger.summary()).toMatchObject({ requests: 3, graphql: 1 });
  });

  it("uses the list of pull requests if issues are disabled, newest change first", async () => {
    const { github, start, numbers } = await createRepository(3);
    github.truth.editPullRequest({ repository, number: 1, title: "Last" });
    const when = ({ path }: { path: string }) => /\/issues\?/.test(path);
    github.faults.add({ when, fault: { kind: "error", status: 410 } });
    // The list is refused although the repository has issues, so no other list is used.
    await expect(numbers({ since: start })).rejects.toMatchObject({ code: "transient" });
    github.truth.configureRepository({ repository, hasIssues: false });
    expect(await numbers({ since: new Date(start.getTime() + 60_000) })).toEqual([1, 3, 2]);
  });

  it("reads the kinds that are wanted", async () => {
    const { start, all } = await createRepository(1);
    const [snapshot] = await all({ since: start, kinds: ["files"] });
    expect(snapshot?.children).toMatchObject({ commits: undefined, files: [{ additions: 1 }] });
  });

  it.each<[string, object]>([
    ["since", { since: undefined }],
    ["since", { since: "2026-01-05" }],
    ["since", { since: new Date(Number.NaN) }],
  ])("refuses a wrong %s: %o", async (name, wrong) => {
    const { github, start, numbers } = await createRepository(0);
    await expect(numbers({ since: start, ...wrong })).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining(name),
    });
    expect(github.ledger.entries).toEqual([]);
  });
});

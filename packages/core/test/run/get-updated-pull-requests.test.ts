import {
  createGitHubClient,
  getUpdatedPullRequests,
  type PullRequestSnapshot,
  type TrackedRepository,
  type UpdatedPullRequestsOptions,
} from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { fieldOf, forbidFields, refuseKinds } from "../support/refusals.ts";
import { decryptor, fullName, minuteMs, openPullRequests } from "../sync-harness.ts";

const unknown = { tenantId: null, githubId: null, nodeId: null, encryptedToken: null };
const repository: TrackedRepository = { id: "1", fullName, active: true, ...unknown };

async function read(
  github: FakeGitHub,
  options: UpdatedPullRequestsOptions,
  into: PullRequestSnapshot[] = [],
): Promise<readonly PullRequestSnapshot[]> {
  const client = await createGitHubClient(repository, decryptor, {
    fetch: github.fetch,
    now: () => github.clock.now(),
    sleep: async () => undefined,
  });
  for await (const snapshot of getUpdatedPullRequests(client, repository, options)) {
    into.push(snapshot);
  }
  return into;
}

const numbersOf = (snapshots: readonly PullRequestSnapshot[]) =>
  snapshots.map(({ pullRequest }) => pullRequest.number);

describe("getUpdatedPullRequests", () => {
  it("yields nothing when nothing changed, for two requests and no point", async () => {
    const github = createFakeGitHub();
    openPullRequests(github, 3);
    expect(await read(github, { since: github.clock.now() })).toEqual([]);
    expect(github.ledger.summary()).toMatchObject({ requests: 2, points: 0 });
  });

  it("yields what changed, complete, oldest change first, and no plain issues", async () => {
    const github = createFakeGitHub();
    openPullRequests(github, 4);
    const since = github.clock.now();
    github.truth.comment({ repository: fullName, number: 3, actor: "ada", body: "Hello" });
    github.clock.advance(1000);
    github.truth.openIssue({ repository: fullName, actor: "ada", title: "A question" });
    github.truth.submitReview({ repository: fullName, number: 1, actor: "grace" });
    const snapshots = await read(github, { since });
    expect(numbersOf(snapshots)).toEqual([3, 1]);
    expect(snapshots[0]?.children).toMatchObject({ comments: [{ body: "Hello" }], reviews: [] });
    expect(snapshots[1]?.children).toMatchObject({
      comments: [],
      reviews: [{ state: "commented" }],
    });
  });

  it("begins at since, inclusively", async () => {
    const github = createFakeGitHub();
    openPullRequests(github, 3);
    const { clock } = github;
    github.truth.editPullRequest({ repository: fullName, number: 2, title: "Changed" });
    expect(numbersOf(await read(github, { since: clock.now() }))).toEqual([2]);
    expect(await read(github, { since: new Date(clock.now().getTime() + 1000) })).toEqual([]);
  });

  it("yields everything since the epoch, for which GitHub returns an empty list", async () => {
    const github = createFakeGitHub();
    const numbers = openPullRequests(github, 3);
    expect(numbersOf(await read(github, { since: new Date(0) }))).toEqual(numbers);
    expect(numbersOf(await read(github, { since: new Date(-1) }))).toEqual(numbers);
  });

  it.each([
    { name: "a minute apart", apartMs: minuteMs },
    { name: "in one second", apartMs: 0 },
  ])(
    "yields more than a page of changes $name, each once",
    async ({ apartMs }) => {
      const github = createFakeGitHub();
      const numbers = openPullRequests(github, 230);
      const since = github.clock.now();
      for (const number of numbers) {
        github.clock.advance(apartMs);
        github.truth.editPullRequest({ repository: fullName, number, title: "Changed" });
      }
      const snapshots = await read(github, { since, kinds: [] });
      expect(numbersOf(snapshots).sort((a, b) => a - b)).toEqual(numbers);
      expect(snapshots.every(({ pullRequest }) => pullRequest.title === "Changed")).toBe(true);
    },
    30_000,
  );

  it("yields one again that changes again meanwhile", async () => {
    const github = createFakeGitHub();
    const numbers = openPullRequests(github, 120);
    const since = github.clock.now();
    for (const number of numbers) {
      github.clock.advance(1000);
      github.truth.editPullRequest({ repository: fullName, number, title: "Changed" });
    }
    let reads = 0;
    github.onResponse(({ operation }) => {
      if (operation !== "Hydrate" || ++reads !== 2) return;
      github.clock.advance(1000);
      github.truth.editPullRequest({ repository: fullName, number: 1, title: "Changed again" });
    });
    const titles = (await read(github, { since, kinds: [] }))
      .filter(({ pullRequest }) => pullRequest.number === 1)
      .map(({ pullRequest }) => pullRequest.title);
    expect(titles).toEqual(["Changed", "Changed again"]);
  });

  it("stops when it is aborted, with the reason", async () => {
    const github = createFakeGitHub();
    const numbers = openPullRequests(github, 60);
    const controller = new AbortController();
    const reason = new Error("Enough.");
    let reads = 0;
    github.onResponse(({ operation }) => {
      if (operation === "Hydrate" && ++reads === 2) controller.abort(reason);
    });
    const yielded: PullRequestSnapshot[] = [];
    const options = { since: new Date(0), kinds: [], signal: controller.signal };
    await expect(read(github, options, yielded)).rejects.toBe(reason);
    expect(numbersOf(yielded)).toEqual(numbers.slice(0, 25));
  });

  it("I2: throws at the end, after all others, if some could not be read", async () => {
    const github = createFakeGitHub();
    openPullRequests(github, 5);
    github.faults.add({
      when: ({ path, body }) => path.endsWith("/pulls/2") || Boolean(body?.includes("p2: pull")),
      fault: { kind: "error", status: 500 },
    });
    const yielded: PullRequestSnapshot[] = [];
    const reading = read(github, { since: new Date(0) }, yielded);
    await expect(reading).rejects.toMatchObject({
      code: "response_invalid",
      message: expect.stringContaining("#2 ("),
    });
    expect(numbersOf(yielded)).toEqual([1, 3, 4, 5]);
  });

  it("I2: throws at the end, after all others, if neither interface may read a kind", async () => {
    const github = createFakeGitHub();
    const numbers = openPullRequests(github, 3);
    refuseKinds(github, ["commits"]);
    const yielded: PullRequestSnapshot[] = [];
    const reading = read(github, { since: new Date(0), batchSize: 2 }, yielded);
    await expect(reading).rejects.toMatchObject({
      code: "access_denied",
      userActionable: true,
      message: expect.stringContaining("commits"),
    });
    expect(numbersOf(yielded)).toEqual(numbers);
    expect(yielded.every(({ children }) => children.commits === undefined)).toBe(true);
    expect(yielded.every(({ children }) => children.files?.length === 1)).toBe(true);
  });

  it("I7: yields a kind that GraphQL forbids from REST, and throws nothing", async () => {
    const github = createFakeGitHub();
    openPullRequests(github, 3);
    forbidFields(github, [fieldOf.commits]);
    const yielded = await read(github, { since: new Date(0), batchSize: 2 });
    expect(yielded.map(({ children }) => children.commits?.length)).toEqual([1, 1, 1]);
  });

  it("I2: throws at the end, after all others, if a part was not given, and names it", async () => {
    const github = createFakeGitHub();
    const numbers = openPullRequests(github, 3);
    forbidFields(github, [fieldOf.commits]);
    const when = { path: /\/pulls\/2\/commits/ };
    github.faults.add({ when, fault: { kind: "error", status: 500 } });
    const yielded: PullRequestSnapshot[] = [];
    await expect(read(github, { since: new Date(0) }, yielded)).rejects.toMatchObject({
      code: "response_invalid",
      message: expect.stringContaining("#2 (its commits: "),
    });
    expect(numbersOf(yielded)).toEqual(numbers);
    expect(yielded.map(({ unread }) => unread)).toEqual([[], ["commits"], []]);
  });

  it.each([
    { since: new Date(Number.NaN) },
    { since: new Date(0), batchSize: 0 },
    { since: new Date(0), batchSize: 2.5 },
    { since: new Date(0), batchSize: 101 },
  ])("refuses %o", async (options) => {
    const reading = read(createFakeGitHub(), options);
    await expect(reading).rejects.toMatchObject({ code: "config_invalid" });
  });
});

import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { issuesStream } from "../../src/changes/streams.ts";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
  storedFacts,
} from "../sync-harness.ts";

const repository = fullName;

/** The lists that a repository with a feature switched off may refuse. */
const lists = {
  issues: /^\/repositories\/\d+\/issues\?/,
  comments: /^\/repositories\/\d+\/issues\/comments\?/,
  pulls: /^\/repositories\/\d+\/pulls\?/,
  reviewComments: /^\/repositories\/\d+\/pulls\/comments\?/,
} as const;

describe("a repository with its issues switched off", () => {
  it.each(["gone", "pulls"] as const)(
    "is synced, whatever its list returns: %s",
    async (disabledIssuesList) => {
      const harness = await createHarness({ github: createFakeGitHub({ disabledIssuesList }) });
      const { github, sync, id } = harness;
      openPullRequests(github, 3);
      github.truth.configureRepository({ repository, hasIssues: false });
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      github.truth.pushCommits({ repository, number: 2, commits: [{ message: "More" }] });
      github.truth.comment({ repository, number: 1, actor: "ada", body: "Hello" });
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);

      github.clock.advance(hourMs);
      await sync.syncRepository(id);
      github.ledger.clear();
      await sync.syncRepository(id);
      // The repository shows that they are switched off, so the list is not requested again.
      expect(github.ledger.summary().requests).toBe(disabledIssuesList === "gone" ? 5 : 4);
    },
  );

  it.each([404, 410] as const)(
    "is synced if its list of comments returns %i, too",
    async (status) => {
      const harness = await createHarness();
      const { github, sync, id } = harness;
      openPullRequests(github, 3);
      github.truth.configureRepository({ repository, hasIssues: false });
      const when = ({ path }: { path: string }) =>
        lists.issues.test(path) || lists.comments.test(path);
      github.faults.add({ when, fault: { kind: "error", status } });
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      github.truth.pushCommits({ repository, number: 2, commits: [{ message: "More" }] });
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    },
  );

  it("I1: a repository with its issues switched off has nothing lost when they are switched on again", async () => {
    const github = createFakeGitHub({ disabledIssuesList: "gone" });
    const harness = await createSynced(3, { github });
    const { sync, id } = harness;
    github.truth.configureRepository({ repository, hasIssues: false });
    github.truth.editPullRequest({ repository, number: 2, title: "Meanwhile" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    github.truth.configureRepository({ repository, hasIssues: true });
    github.truth.addLabels({ repository, number: 1, labels: ["later"] });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });
});

describe("a run whose lists are all switched off", () => {
  it("I14: reads what is due, and requests nothing if nothing is", async () => {
    const github = createFakeGitHub({ disabledIssuesList: "gone" });
    const harness = await createSynced(3, { github, streams: [issuesStream] });
    const { sync, id, store } = harness;
    github.truth.editPullRequest({ repository, number: 2, title: "Young" });
    await sync.syncRepository(id);
    expect(await store.readState(id)).toMatchObject({ dirtyCount: 1 });
    github.truth.configureRepository({ repository, hasIssues: false });
    github.truth.editPullRequest({ repository, number: 2, title: "Meanwhile" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(await store.readState(id)).toMatchObject({ dirtyCount: 0 });
    await expectEqualsGitHub(harness);
    github.ledger.clear();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    // The list, and the repository's switch.
    expect(github.ledger.summary().requests).toBe(2);
  });
});

describe("a repository with its pull requests switched off", () => {
  it.each([{ api: "graphql" }, { api: "rest" }, { api: "graphql", historyDays: 30 }] as const)(
    "I1: is complete without them, and with them once they are back: %o",
    async (options) => {
      const harness = await createHarness(options);
      const { github, sync, id } = harness;
      github.truth.createRepository({ fullName });
      github.truth.configureRepository({ repository, hasPullRequests: false });
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      expect(storedFacts(harness)).toEqual([]);
      github.truth.configureRepository({ repository, hasPullRequests: true });
      github.truth.openPullRequest({ repository, actor: "ada", title: "First" });
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    },
  );

  it("I1: has those read that were opened long before, once they are back", async () => {
    const harness = await createHarness({ api: "rest" });
    const { github, sync, id } = harness;
    openPullRequests(github, 3);
    github.truth.configureRepository({ repository, hasPullRequests: false });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(storedFacts(harness)).toEqual([]);
    github.truth.configureRepository({ repository, hasPullRequests: true });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
    github.ledger.clear();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(github.ledger.summary().requests).toBe(4);
  });

  it("I1: has those read that its history was refused during a run", async () => {
    const harness = await createHarness({ api: "rest" });
    const { github, sync, id } = harness;
    openPullRequests(github, 3);
    const restore = github.onRequest(({ path }) => {
      if (!lists.reviewComments.test(path)) return;
      github.truth.configureRepository({ repository, hasPullRequests: false });
    });
    await sync.syncRepository(id);
    restore();
    github.truth.configureRepository({ repository, hasPullRequests: true });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  const refuse = (github: FakeGitHub, list: keyof typeof lists, status: 404 | 410) => {
    const when = ({ path }: { path: string }) => lists[list].test(path);
    return github.faults.add({ when, fault: { kind: "error", status } });
  };

  it.each([
    ["pulls", 404],
    ["reviewComments", 404],
    ["pulls", 410],
    ["issues", 404],
    ["issues", 410],
    ["comments", 404],
    ["comments", 410],
  ] as const)(
    "I2: a list of %s that returns %i is not empty if GitHub does not show the switch",
    async (list, status) => {
      // The push moves only the pull request's clock, so no other stream shows it.
      const github = createFakeGitHub({ coupledClocks: false });
      const harness = await createSynced(3, { github });
      const { sync, id } = harness;
      const { lastSyncAt } = (await sync.getState(id)) ?? {};
      github.truth.pushCommits({ repository, number: 2, commits: [{ message: "More" }] });
      github.truth.comment({ repository, number: 1, actor: "ada", body: "Hello" });
      github.clock.advance(hourMs);
      github.faults.add({
        when: { path: /^\/repositories\/\d+$/ },
        fault: {
          kind: "rewrite",
          change: ({ has_issues: _, has_pull_requests: __, ...rest }) => rest,
        },
      });
      const restore = refuse(github, list, status);
      expect(await sync.syncRepository(id)).toMatchObject({
        status: "error",
        error: { code: "transient" },
      });
      expect((await sync.getState(id))?.lastSyncAt).toEqual(lastSyncAt);
      restore();
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    },
  );

  it("I2: a history that is refused is not empty if GitHub does not show the switch", async () => {
    const harness = await createHarness({ api: "rest" });
    const { github, sync, id } = harness;
    openPullRequests(github, 3);
    const restore = refuse(github, "pulls", 404);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error" });
    restore();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  it("I2: another repository's switch does not count", async () => {
    const harness = await createSynced(3);
    const { github, sync, id } = harness;
    refuse(github, "pulls", 404);
    github.faults.add({
      when: { path: /^\/repositories\/\d+$/ },
      fault: {
        kind: "rewrite",
        change: (body) => ({ ...body, id: body.id + 1, has_pull_requests: false }),
      },
    });
    expect(await sync.syncRepository(id)).toMatchObject({
      status: "error",
      error: { code: "response_invalid" },
    });
  });
});

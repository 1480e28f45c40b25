import { type ChildKind, childKinds, type PullRequestSnapshot } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { differencesOf } from "../compare-with-truth.ts";
import { createLocalClock } from "../local-clock.ts";
import { trueSnapshots } from "../true-snapshots.ts";

const truth = eventful();
const readAt = new Date(0);

describe("a pull request that is compared with the truth", () => {
  it("equals itself", () => {
    expect(differencesOf({ ...truth, readAt }, truth, { api: "graphql" })).toEqual([]);
  });

  it.each(Object.keys(truth.pullRequest))("differs by its %s alone", (field) => {
    const pullRequest = { ...truth.pullRequest, [field]: "another" };
    const stored = { ...truth, pullRequest, readAt } as PullRequestSnapshot;
    expect(differencesOf(stored, truth, { api: "graphql" })).toEqual([
      expect.stringContaining(` ${field}: stored 'another'`),
    ]);
  });

  const fields = childKinds.flatMap((kind) =>
    Object.keys(truth.children[kind]?.[0] ?? {}).map((field) => [kind, field] as const),
  );
  it.each(fields)("differs by its %s' %s alone", (kind, field) => {
    const stored = withChildren(kind, (rows) => [{ ...rows[0], [field]: "another" }]);
    expect(differencesOf(stored, truth, { api: "graphql" })).toEqual([`#2 ${kind} differ`]);
  });

  it.each(childKinds)("differs by %s that are missing or unread", (kind) => {
    for (const rows of [[], undefined]) {
      const stored = withChildren(kind, () => rows);
      expect(differencesOf(stored, truth, { api: "graphql" })).toEqual([`#2 ${kind} differ`]);
    }
  });

  it("may lack linked issues by REST alone, and may have no wrong ones", () => {
    const linked = (linkedIssues: PullRequestSnapshot["pullRequest"]["linkedIssues"]) => ({
      ...truth,
      readAt,
      pullRequest: { ...truth.pullRequest, linkedIssues },
    });
    expect(differencesOf(linked(null), truth, { api: "rest" })).toEqual([]);
    expect(differencesOf(linked(null), truth, { api: "graphql" })).toHaveLength(1);
    expect(differencesOf(linked([]), truth, { api: "rest" })).toHaveLength(1);
  });
});

it("a local clock is ahead, drifts, and is set back, while GitHub's goes by itself", () => {
  const { clock } = createFakeGitHub();
  const startMs = clock.now().getTime();
  const local = createLocalClock(clock.now, { aheadMs: 500, driftPerMille: -10, setBack: 0 });
  const passedMs = () => local.now().getTime() - startMs;
  expect(passedMs()).toBe(500);
  clock.advance(100_000);
  expect(passedMs()).toBe(99_500);
  local.setBack(60_000);
  expect(passedMs()).toBe(39_500);
});

function withChildren(
  kind: ChildKind,
  change: (rows: readonly object[]) => readonly object[] | undefined,
): PullRequestSnapshot {
  const children = { ...truth.children, [kind]: change(truth.children[kind] ?? []) };
  return { ...truth, readAt, children } as PullRequestSnapshot;
}

/** A pull request that closes an issue, with one child of each kind. */
function eventful() {
  const github = createFakeGitHub();
  const repository = "acme/api";
  github.truth.createRepository({ fullName: repository });
  const issue = github.truth.openIssue({ repository, actor: "ada", title: "Slow" });
  const opened = { repository, actor: "ada", title: "Faster", closes: [issue] };
  const number = github.truth.openPullRequest(opened);
  github.truth.comment({ repository, number, actor: "bob", body: "Hm" });
  const comments = [{ path: `src/change-${number}.ts`, line: 1, body: "Why?" }];
  github.truth.submitReview({ repository, number, actor: "bob", comments });
  const [found] = trueSnapshots(github, { githubId: 700_000_000 });
  if (!found) throw new Error("There is no pull request.");
  return found;
}

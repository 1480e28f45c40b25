import type { FakeGitHub } from "@ghsync/testing";
import { expect } from "vitest";
import { createHarness, fullName, type HarnessOptions, hourMs } from "../sync-harness.ts";

/** A pull request in a GraphQL response, unchecked. */
export type RawPullRequest = Record<string, unknown>;

const repository = fullName;

/** Creates three pull requests with a value in every field and a row in every list. */
export async function createFullWorld(options: HarnessOptions = {}) {
  const harness = await createHarness(options);
  const { github, sync, id, store } = harness;
  const { truth, clock } = github;
  truth.createRepository({ fullName, members: ["grace"] });
  const milestone = truth.createMilestone({ repository, title: "One" });
  const closes = [truth.openIssue({ repository, actor: "ada", title: "Broken" })];
  const numbers = ["Two", "Three", "Four"].map((title) => {
    const files = [{ path: "a.ts" }, { path: "b.ts" }];
    const opening = { repository, actor: "ada", title, closes, files };
    const number = truth.openPullRequest({ ...opening, fork: "ada/api" });
    truth.setMilestone({ repository, number, milestone });
    touch(github, number);
    return number;
  });
  clock.advance(hourMs);
  return {
    ...harness,
    numbers,
    /** Changes each list and field, a day later. */
    change(number: number) {
      clock.advance(24 * hourMs);
      touch(github, number);
      clock.advance(hourMs);
    },
    run: () => sync.syncRepository(id),
    stored: () => store.pullRequests(id).map(({ snapshot }) => snapshot),
    dirty: () => store.readDirty(id, numbers),
    /**
     * Lets an hour pass, which is longer than any first wait, and expects everything to be stored.
     */
    async expectHealed() {
      clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      const snapshots = store.pullRequests(id).map(({ snapshot }) => snapshot);
      expect(snapshots.map(({ unread }) => unread)).toEqual([[], [], []]);
      expect(snapshots.map(({ truncated }) => truncated)).toEqual([[], [], []]);
      expect(snapshots.map(({ pullRequest }) => pullRequest.linkedIssues)).toEqual(
        Array(3).fill([{ repository, number: 1 }]),
      );
    },
  };
}

function touch({ truth, clock }: FakeGitHub, number: number): void {
  const target = { repository, number, actor: "bob" };
  const name = `${clock.now().getTime()}`;
  truth.addLabels({ repository, number, labels: [name] });
  truth.assign({ repository, number, assignees: [`assignee-${name}`] });
  truth.requestReview({ repository, number, reviewers: [`reviewer-${name}`] });
  truth.pushCommits({ repository, number, commits: [{ message: name }], files: [{ path: name }] });
  truth.submitReview({ ...target, body: name, comments: [{ path: "a.ts", line: 1, body: name }] });
  truth.comment({ ...target, body: name });
}

/** Rewrites GraphQL's response for one pull request, until the returned function is called. */
export function rewritePullRequest(
  { faults }: FakeGitHub,
  number: number,
  change: (answer: RawPullRequest) => void,
): () => void {
  return faults.add({
    when: { path: /\/graphql$/ },
    fault: {
      kind: "rewrite",
      change(body) {
        const answer = body?.data?.node?.[`p${number}`];
        if (answer) change(answer);
        return body;
      },
    },
  });
}

/** Rewrites REST's responses at these paths, until the returned function is called. */
export function rewriteRest(
  { faults }: FakeGitHub,
  path: RegExp,
  // biome-ignore lint/suspicious/noExplicitAny: who writes a rule knows what it rewrites.
  change: (body: any) => void,
  { times }: { readonly times?: number } = {},
): () => void {
  return faults.add({
    when: { path },
    ...(times !== undefined && { times }),
    fault: {
      kind: "rewrite",
      change(body) {
        change(body);
        return body;
      },
    },
  });
}

import { readFile } from "node:fs/promises";
import { type ChildKind, childKinds } from "@ghsync/core";
import { createFakeGitHub, generateRepository, loadRecording } from "@ghsync/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { recordRepository } from "../support/record-repository.ts";
import { factsOf } from "../sync-harness.ts";
import { type SyncPath, syncPaths } from "./sync-paths.ts";

type Recording = Awaited<ReturnType<typeof inventRecording>>;

// Any recording of this form works: GHSYNC_RECORDING=FILE npx vitest run --project core
// recorded-repository
const { GHSYNC_RECORDING: file } = process.env;
let recording: Recording;
let expected: Awaited<ReturnType<typeof read>>["facts"];

beforeAll(async () => {
  recording = file ? JSON.parse(await readFile(file, "utf8")) : await inventRecording();
  const [first] = syncPaths;
  if (!first) throw new Error("There is no path.");
  expected = (await read(first)).facts;
}, 30_000);

describe("a repository as it was recorded", () => {
  it("I1: a repository as it was recorded is stored completely", () => {
    const recorded = recording.pulls.map(({ number }) => number).sort((one, other) => one - other);
    expect(recorded.length).toBeGreaterThan(0);
    expect(expected.map(({ number }) => number)).toEqual(recorded);
    // The files of a recording are made from its review comments.
    for (const kind of childKinds.filter((each) => each !== "files")) {
      const lists: Record<number, readonly object[]> =
        recording[kind === "comments" ? "issueComments" : kind];
      const { length } = recorded.flatMap((number) => lists[number] ?? []);
      expect(countOf(kind), kind).toBe(length);
    }
    const counts = childKinds.map((kind) => `${countOf(kind)} ${kind}`);
    console.log(`${recording.repository}: ${recorded.length} pull requests, ${counts.join(", ")}`);
  });

  it.each(syncPaths)(
    "I8: a repository as it was recorded has the same common records by $name",
    async (path) => {
      const { facts, asked } = await read(path);
      expect(facts).toEqual(expected);
      expect(asked.filter((call) => path.asks.test(call))).not.toEqual([]);
      expect(asked.filter((call) => path.asksNot?.test(call))).toEqual([]);
    },
  );
});

function countOf(kind: ChildKind): number {
  return expected.reduce((count, { children }) => count + (children[kind]?.length ?? 0), 0);
}

async function read({ read: go }: SyncPath) {
  const github = createFakeGitHub();
  const { fullName } = loadRecording(github, recording).repository;
  const snapshots = await go({ github, fullName });
  const asked = github.ledger.entries.map(({ operation, path }) => `${operation} ${path}`);
  return { facts: snapshots.map(factsOf), asked };
}

/**
 * What GitHub could have returned, with what recordings lack: a commit that was pushed away, and a
 * review.
 */
async function inventRecording() {
  const github = createFakeGitHub();
  const { truth, clock } = github;
  const repository = "acme/api";
  const until = new Date(clock.now().getTime() - 86_400_000);
  generateRepository(github, { fullName: repository, pullRequests: 40, seed: 5, until });
  const number = truth.openPullRequest({ repository, actor: "ada", title: "Pushed away" });
  const comments = [{ path: "src/change-1.ts", line: 1, body: "Why?" }];
  truth.submitReview({ repository, number, actor: "grace", comments });
  const left = truth.submitReview({ repository, number, actor: "grace", comments });
  const commits = [{ message: "Anew" }];
  truth.pushCommits({ repository, number, commits, forced: true });
  const whole = await recordRepository(github, repository);
  const reviews = whole.reviews[number]?.filter(({ id }) => id !== left) ?? [];
  return { ...whole, reviews: { ...whole.reviews, [number]: reviews } };
}

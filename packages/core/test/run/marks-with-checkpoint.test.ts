import { createSync, type RepoStore } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { differencesOf } from "../../../../torture/compare-with-truth.ts";
import { createKillableProcess } from "../../../../torture/killable-process.ts";
import { mutants } from "../../../../torture/mutants.ts";
import { trueSnapshots } from "../../../../torture/true-snapshots.ts";
import { worldOf } from "../../../testing/src/world-of.ts";
import {
  createHarness,
  fullName,
  type Harness,
  hourMs,
  minuteMs,
  openPullRequests,
} from "../sync-harness.ts";

const numbers = [1, 2, 3];
const target = (number: number) => ({ repository: fullName, number });

/** A change of a pull request that only one of the four streams shows. */
const loneChanges: Readonly<Record<string, (github: FakeGitHub, number: number) => unknown>> = {
  issues: ({ truth }, number) => truth.addLabels({ ...target(number), labels: ["bug"] }),
  pulls: ({ truth }, number) => truth.convertToDraft(target(number)),
  comments: (github, number) => {
    const { id = 0 } = listsOf(github).issueComments.items[number - 1] ?? {};
    return github.truth.editComment({ repository: fullName, comment: id, body: "Edited" });
  },
  reviewComments: (github, number) => {
    const { id = 0 } = listsOf(github).reviewComments.items[number - 1] ?? {};
    return github.truth.editReviewComment({ repository: fullName, comment: id, body: "Edited" });
  },
};

describe.each(Object.keys(loneChanges))("a change that only the stream %s shows", (stream) => {
  it.each([
    ["before", false],
    ["after", true],
  ])(
    "I3: hours old, is stored by the next quiet run, whichever commit the worker dies %s",
    { timeout: 60_000 },
    async (_, diesAfter) => {
      const missing = await dieAtEveryCommit(stream, { diesAfter });
      // The status, two pages of the stream that shows it and one of each other stream, the rows,
      // the outcome.
      expect(missing.length).toBeGreaterThanOrEqual(7);
      expect(missing.flat()).toEqual([]);
    },
  );

  it("I3: is lost by a worker that commits the checkpoint before its marks", {
    timeout: 60_000,
  }, async () => {
    const { wrapStore: design } = mutants["checkpoint-before-marks"]();
    expect((await dieAtEveryCommit(stream, { diesAfter: false, design })).flat()).not.toEqual([]);
  });
});

/**
 * Lets a worker die at its first commit, its second, and so on. Each time a quiet run follows a day
 * later. Returns for each death the numbers whose change is not stored.
 */
async function dieAtEveryCommit(
  stream: string,
  {
    diesAfter,
    design = (store) => store,
  }: { readonly diesAfter: boolean; readonly design?: (store: RepoStore) => RepoStore },
): Promise<readonly (readonly number[])[]> {
  const missing: (readonly number[])[] = [];
  for (;;) {
    const { github, store, options, sync, id } = await createChanged(stream);
    const killable = createKillableProcess(github.fetch, store, {
      diesAt: ({ commit = -1 }) => commit >= missing.length,
      diesAfter,
      beforeStep: async () => undefined,
    });
    const dying = createSync({
      ...options,
      store: design(killable.store),
      github: { ...options.github, fetch: killable.fetch },
    });
    await dying.syncRepository(id).catch(() => undefined);
    if (!killable.isDead()) return missing;
    github.clock.advance(24 * hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const stored = store.pullRequests(id).map(({ snapshot }) => snapshot);
    const truth = trueSnapshots(github, { githubId: listsOf(github).id });
    expect(stored).toHaveLength(truth.length);
    missing.push(
      numbers.filter((_, index) => {
        const [found, wanted] = [stored[index], truth[index]];
        return !found || !wanted || differencesOf(found, wanted, { api: "graphql" }).length > 0;
      }),
    );
  }
}

/** Synced, and then changed in one list only, a minute apart, longer ago than lists lag. */
async function createChanged(stream: string): Promise<Harness> {
  const github = createFakeGitHub({ coupledClocks: false, bumpOnCommentEdit: false });
  const world = await createHarness({ github, pageSize: 2 });
  openPullRequests(github, numbers.length);
  for (const number of numbers) {
    github.truth.comment({ ...target(number), actor: "ada", body: "Hello" });
    const comments = [{ path: `src/change-${number}.ts`, body: "Why?" }];
    github.truth.submitReview({ ...target(number), actor: "grace", comments });
  }
  github.clock.advance(hourMs);
  expect(await world.sync.syncRepository(world.id)).toMatchObject({ status: "complete" });
  github.clock.advance(hourMs);
  for (const number of numbers) {
    loneChanges[stream]?.(github, number);
    github.clock.advance(minuteMs);
  }
  github.clock.advance(hourMs);
  return world;
}

function listsOf(github: FakeGitHub) {
  const repository = worldOf(github).names.get(fullName);
  if (!repository) throw new Error("There is no such repository.");
  return repository;
}

import { childKinds, type SnapshotPart } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createFullWorld, rewritePullRequest } from "../support/full-world.ts";
import { listOf, pullPath } from "../support/refusals.ts";
import { expectEqualsGitHub } from "../sync-harness.ts";

const items = { status: "partial", reason: "items" } as const;
const complete = { status: "complete" } as const;

interface Case {
  /** Where GitHub returns null, and what else makes the null look true. */
  readonly nulls: object;
  readonly part: SnapshotPart;
  /** What REST would be asked for. */
  readonly path: RegExp;
}

const cases: readonly Case[] = [
  { nulls: { files: null, changedFiles: 0 }, part: "files", path: listOf.files },
  { nulls: { reviews: null }, part: "reviews", path: listOf.reviews },
  { nulls: { reviewThreads: null }, part: "reviewComments", path: listOf.reviewComments },
  { nulls: { comments: null }, part: "comments", path: listOf.comments },
  { nulls: { commits: null }, part: "commits", path: listOf.commits },
  { nulls: { labels: null }, part: "labels", path: pullPath },
  { nulls: { assignees: null }, part: "assignees", path: pullPath },
  { nulls: { reviewRequests: null }, part: "requestedReviewers", path: pullPath },
];

describe.each(cases)("if GraphQL returns null without an error: $nulls", (given) => {
  const { nulls, part, path } = given;
  const isKind = (childKinds as readonly string[]).includes(part);

  it.each(["first", "later"])(
    "I1, I7: REST is used, and nothing is lost: %s sync",
    async (when) => {
      const world = await createFullWorld();
      if (when === "later") expect(await world.run()).toMatchObject(complete);
      rewritePullRequest(world.github, 3, (answer) => void Object.assign(answer, nulls));
      world.change(3);
      expect(await world.run()).toMatchObject(complete);
      expect(world.stored().map(({ unread }) => unread)).toEqual([[], [], []]);
      world.github.faults.clear();
      await expectEqualsGitHub(world);
    },
  );

  it("I1, I14: what is stored stays if REST fails too; it is named, and corrected later", async () => {
    const world = await createFullWorld();
    expect(await world.run()).toMatchObject(complete);
    const before = world.stored()[1];
    rewritePullRequest(world.github, 3, (answer) => void Object.assign(answer, nulls));
    world.github.faults.add({ when: { path }, fault: { kind: "error", status: 500 } });
    world.change(3);
    expect(await world.run()).toMatchObject(items);
    const after = world.stored()[1];
    expect(after?.unread).toEqual([part]);
    // Only that part stays the same; everything else changes.
    const partOf = (snapshot: typeof after, of: SnapshotPart) =>
      of in (snapshot?.children ?? {})
        ? snapshot?.children[of as "files"]
        : snapshot?.pullRequest[of as "labels"];
    const changing = [...childKinds, "labels", "assignees", "requestedReviewers"] as const;
    for (const each of changing) {
      const isSame = JSON.stringify(partOf(after, each)) === JSON.stringify(partOf(before, each));
      expect(isSame, each).toBe(each === part);
    }
    if (!isKind) expect(after?.pullRequest.title).toBe("Three");
    // Several streams show the change; one run reads the pull request once.
    expect(await world.dirty()).toMatchObject([
      { number: 3, attempts: 1, reason: expect.stringContaining(`its ${part}`) },
    ]);
    world.github.faults.clear();
    await world.expectHealed();
    await expectEqualsGitHub(world);
  });
});

describe("if GraphQL returns null for the linked issues, without an error", () => {
  it("I14: they are unread, because REST has none, and the stored ones stay", async () => {
    const world = await createFullWorld();
    expect(await world.run()).toMatchObject(complete);
    const stop = rewritePullRequest(world.github, 3, (answer) => {
      answer.closingIssuesReferences = null;
    });
    world.change(3);
    expect(await world.run()).toMatchObject(items);
    const [, stored] = world.stored();
    expect(stored).toMatchObject({
      pullRequest: { linkedIssues: [{ number: 1 }] },
      unread: ["linkedIssues"],
    });
    // REST is not used for that alone.
    expect(world.github.ledger.entries.filter(({ path }) => pullPath.test(path))).toEqual([]);
    stop();
    await world.expectHealed();
    await expectEqualsGitHub(world);
  });
});

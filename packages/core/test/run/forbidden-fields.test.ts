import type { PullRequestSnapshot, SnapshotPart } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createFullWorld } from "../support/full-world.ts";
import { forbidFields, listOf, pullPath, refusal } from "../support/refusals.ts";
import { expectEqualsGitHub, fullName, hourMs } from "../sync-harness.ts";

const permission = { status: "partial", reason: "permission" } as const;
const complete = { status: "complete" } as const;

interface Case {
  readonly field: string;
  readonly part: SnapshotPart;
  /** What REST is asked for instead. */
  readonly path: RegExp;
  readonly known: (snapshot: PullRequestSnapshot | undefined) => unknown;
}

const cases: readonly Case[] = [
  {
    field: "PullRequest.author",
    part: "author",
    path: pullPath,
    known: (snapshot) => snapshot?.pullRequest.author,
  },
  {
    field: "PullRequest.headRepository",
    part: "headRepository",
    path: pullPath,
    known: (snapshot) => snapshot?.pullRequest.headRepository,
  },
  {
    field: "PullRequest.milestone",
    part: "milestone",
    path: pullPath,
    known: (snapshot) => snapshot?.pullRequest.milestone,
  },
  {
    field: "GitActor.user",
    part: "commits",
    path: listOf.commits,
    known: (snapshot) => snapshot?.children.commits?.[0]?.author,
  },
  {
    field: "PullRequestReview.author",
    part: "reviews",
    path: listOf.reviews,
    known: (snapshot) => snapshot?.children.reviews?.[0]?.author,
  },
];

describe.each(cases)("if GraphQL forbids $field", ({ field, part, path, known }) => {
  it.each(["first", "later"])("I1: REST has it, and nothing is lost: %s sync", async (when) => {
    const world = await createFullWorld();
    if (when === "later") expect(await world.run()).toMatchObject(complete);
    forbidFields(world.github, [field]);
    world.change(3);
    expect(await world.run()).toMatchObject(complete);
    expect(known(world.stored()[1])).toBeTruthy();
    world.github.faults.clear();
    await expectEqualsGitHub(world);
  });

  it("I1: the known value stays if REST forbids it too, and is corrected once it may be read", async () => {
    const world = await createFullWorld();
    const { github, sync, id } = world;
    expect(await world.run()).toMatchObject(complete);
    const before = known(world.stored()[1]);
    expect(before).toBeTruthy();
    forbidFields(github, [field]);
    github.faults.add({ when: { path }, fault: refusal });
    world.change(3);
    github.truth.editPullRequest({ repository: fullName, number: 3, title: "Changed" });
    expect(await world.run()).toMatchObject(permission);
    const [first, stored, last] = world.stored();
    expect(known(stored)).toEqual(before);
    expect(stored).toMatchObject({ pullRequest: { title: "Changed" }, unread: [part] });
    expect([first?.unread, last?.unread]).toEqual([[], []]);
    const { lastSyncError, checkpoint } = (await sync.getState(id)) ?? {};
    expect(lastSyncError).toMatchObject({
      code: "access_denied",
      message: expect.stringContaining(part),
      userActionable: true,
    });
    expect(checkpoint?.forbiddenParts).toEqual([part]);
    github.faults.clear();
    // Nothing changes: each run requests it again.
    github.clock.advance(hourMs);
    expect(await world.run()).toMatchObject(complete);
    expect((await sync.getState(id))?.lastSyncError).toBeUndefined();
    await world.expectHealed();
    await expectEqualsGitHub(world);
  });

  it("I14: a first sync stores it as unknown if REST forbids it too, and corrects it later", async () => {
    const world = await createFullWorld();
    forbidFields(world.github, [field]);
    world.github.faults.add({ when: { path }, fault: refusal });
    expect(await world.run()).toMatchObject(permission);
    expect(world.stored().map(({ unread }) => unread)).toEqual([[part], [part], [part]]);
    world.github.faults.clear();
    world.github.clock.advance(hourMs);
    expect(await world.run()).toMatchObject(complete);
    await world.expectHealed();
    await expectEqualsGitHub(world);
  });
});

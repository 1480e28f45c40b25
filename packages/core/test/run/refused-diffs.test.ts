import { describe, expect, it } from "vitest";
import { createFullWorld, rewritePullRequest } from "../support/full-world.ts";
import { listOf } from "../support/refusals.ts";
import { expectEqualsGitHub, fullName } from "../sync-harness.ts";

const items = { status: "partial", reason: "items" } as const;
const complete = { status: "complete" } as const;

/** REST refuses the diff of #3. GraphQL gives its files, returns nothing, or is out of order. */
async function createUnmade(
  api: "graphql" | "rest",
  status: 406 | 422 | 500,
  graphql: "files" | "null" | "out of order",
  { lines = 30_000 } = {},
) {
  const world = await createFullWorld({ api });
  const { faults } = world.github;
  expect(await world.run()).toMatchObject(complete);
  const path = /\/pulls\/3\/files/;
  faults.add({ when: { path }, fault: { kind: "error", status, diff: true } });
  if (graphql === "null") {
    rewritePullRequest(world.github, 3, (answer) => {
      Object.assign(answer, { files: null, changedFiles: 0 });
    });
  }
  if (graphql === "out of order") {
    faults.add({ when: { path: /\/graphql$/ }, fault: { kind: "error", status: 500 } });
  }
  const files = [{ path: "generated.ts", additions: lines }];
  world.github.truth.pushCommits({ repository: fullName, number: 3, commits: [], files });
  world.change(3);
  return world;
}

describe.each(["graphql", "rest"] as const)(
  "a diff that REST does not make, for a host that uses %s",
  (api) => {
    it.each([406, 422, 500] as const)(
      "I7: has the files that GraphQL gives (%i)",
      async (status) => {
        const world = await createUnmade(api, status, "files");
        expect(await world.run()).toMatchObject(complete);
        expect(world.stored()[1]).toMatchObject({ truncated: [], unread: [] });
        expect(world.stored()[1]?.children.files).toHaveLength(5);
        world.github.faults.clear();
        await expectEqualsGitHub(world);
      },
    );

    it.each([406, 422] as const)(
      "I7: has no files if GitHub says that it is too large and GraphQL has none either: those of the previous head do not stay (%i)",
      async (status) => {
        const world = await createUnmade(api, status, "null");
        expect(world.stored()[1]?.children.files).toHaveLength(3);
        expect(await world.run()).toMatchObject(complete);
        expect(world.stored()[1]).toMatchObject({
          truncated: ["files"],
          unread: [],
          children: { files: [] },
          // REST counts them, although it does not list them.
          pullRequest: { changedFiles: 5 },
        });
        expect(world.stored().map(({ truncated }) => truncated)).toEqual([[], ["files"], []]);
        world.github.faults.clear();
        world.change(3);
        expect(await world.run()).toMatchObject(complete);
        expect(world.stored()[1]?.truncated).toEqual([]);
        await expectEqualsGitHub(world);
      },
    );

    it.each([
      [500, "null", 30_000],
      [500, "out of order", 30_000],
      [422, "out of order", 30_000],
      // A diff of a few lines is not too large, so GitHub may make it later.
      [422, "null", 3],
      [406, "null", 3],
    ] as const)(
      "I14: is unread if GitHub may give it later, and is read then (%i, GraphQL %s, %i lines)",
      async (status, graphql, lines) => {
        const world = await createUnmade(api, status, graphql, { lines });
        expect(await world.run()).toMatchObject(items);
        const [, stored] = world.stored();
        expect(stored?.unread).toContain("files");
        expect(stored?.truncated).toEqual([]);
        expect((await world.dirty())[0]?.reason).toContain("files");
        world.github.faults.clear();
        world.github.clock.advance(3_600_000);
        expect(await world.run()).toMatchObject(complete);
        expect(world.stored()[1]).toMatchObject({ truncated: [], unread: [] });
        await expectEqualsGitHub(world);
      },
    );
  },
);

describe("a pull request for which REST gives no list at all", () => {
  it("I13: affects only itself: the others are stored, and its row too", async () => {
    const world = await createUnmade("rest", 500, "out of order");
    const anHourAgo = () => new Date(world.github.clock.now().getTime() - 3_600_000);
    const changedAt = anHourAgo();
    for (const { source } of Object.values(listOf)) {
      const path = new RegExp(source.replace("\\d+", "3"));
      world.github.faults.add({ when: { path }, fault: { kind: "error", status: 500 } });
    }
    world.change(2);
    expect(await world.run()).toMatchObject(items);
    expect(world.stored()[0]).toMatchObject({
      unread: [],
      pullRequest: { updatedAt: anHourAgo() },
    });
    expect(world.stored()[1]?.pullRequest.updatedAt).toEqual(changedAt);
    expect(world.stored()[1]?.unread).toEqual([
      "reviews",
      "reviewComments",
      "comments",
      "commits",
      "files",
    ]);
  });
});

import { createSync } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createFullWorld } from "../support/full-world.ts";
import { createSynced, expectEqualsGitHub, fullName, hourMs } from "../sync-harness.ts";

describe("a kind of child that is added later", () => {
  it.each([
    ["graphql", Number.POSITIVE_INFINITY],
    ["graphql", 30],
    ["rest", Number.POSITIVE_INFINITY],
    ["rest", 30],
  ] as const)(
    "I1: is read for everything that is stored (by %s, history of %s days)",
    async (api, historyDays) => {
      const harness = await createSynced(12, { api, historyDays, kinds: ["reviews"], pageSize: 5 });
      const { github, id } = harness;
      github.truth.pushCommits({ repository: fullName, number: 4, commits: [{ message: "More" }] });
      github.truth.comment({ repository: fullName, number: 9, actor: "ada", body: "Hi" });
      github.clock.advance(hourMs);
      await harness.sync.syncRepository(id);
      const { kinds: _, ...options } = harness.options;
      const all = createSync(options);
      expect(await all.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);

      github.clock.advance(hourMs);
      const before = github.ledger.entries.length;
      expect(await all.syncRepository(id)).toMatchObject({ status: "complete" });
      expect(github.ledger.entries.length - before).toBeLessThanOrEqual(4);
    },
  );

  it("I14: a kind of child that is added later is not complete before that", async () => {
    const harness = await createSynced(12, { kinds: ["reviews"], batchSize: 5 });
    const { github, id } = harness;
    github.onRequest(() => void github.clock.advance(1000));
    const { kinds: _, ...options } = harness.options;
    const short = createSync({ ...options, maxDurationMs: 1000 });
    const lacking = () =>
      harness.store.pullRequests(id).filter(({ snapshot }) => !snapshot.children.commits).length;
    const runs: unknown[] = [];
    for (let status = "partial"; status === "partial"; runs.push([status, lacking() > 0])) {
      ({ status } = await short.syncRepository(id));
    }
    expect(runs.at(0)).toEqual(["partial", true]);
    expect(runs.at(-1)).toEqual(["complete", false]);
    await expectEqualsGitHub(harness);
  });
});

describe("linked issues", () => {
  it.each(["all", "a part"])(
    "I14: is read by a GraphQL run after REST alone read %s",
    async (much) => {
      const world = await createFullWorld({ api: "rest" });
      const { github, id, options, run } = world;
      const stop = github.onRequest(() => void (much === "all" || github.clock.advance(1000)));
      const maxDurationMs = much === "all" ? options.maxDurationMs : 1;
      await createSync({
        ...options,
        ...(maxDurationMs !== undefined && { maxDurationMs }),
      }).syncRepository(id);
      stop();
      const byGraphQL = createSync({ ...options, api: "graphql" });
      expect(await byGraphQL.syncRepository(id)).toMatchObject({ status: "complete" });
      await world.expectHealed();
      expect(world.stored().map(({ pullRequest }) => pullRequest.linkedIssues?.length)).toEqual([
        1, 1, 1,
      ]);
      await expectEqualsGitHub(world);
      github.ledger.clear();
      await byGraphQL.syncRepository(id);
      expect(github.ledger.summary().graphql).toBe(0);
      expect(await run()).toMatchObject({ status: "complete" });
    },
  );
});

import { createSync } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createHarness, fullName, hourMs, openPullRequests } from "../sync-harness.ts";

const dayMs = 24 * hourMs;

/**
 * A window of thirty days, a pull request older than that, and one that only its issue's clock
 * brought in.
 */
async function createWindow(api: "graphql" | "rest") {
  const github = createFakeGitHub({ coupledClocks: false });
  const { truth, clock } = github;
  truth.createRepository({ fullName });
  for (const title of ["Old", "Older than the window, and commented on"]) {
    truth.openPullRequest({ repository: fullName, actor: "ada", title });
  }
  const options = { api, historyDays: 30, kinds: ["reviews"] as const, batchSize: 2 };
  clock.advance(100 * dayMs);
  truth.openPullRequest({ repository: fullName, actor: "ada", title: "New" });
  clock.advance(hourMs);
  const harness = await createHarness({ github, ...options });
  await harness.sync.syncRepository(harness.id);
  truth.comment({ repository: fullName, number: 2, actor: "ada", body: "Hi" });
  clock.advance(hourMs);
  await harness.sync.syncRepository(harness.id);
  clock.advance(hourMs);
  const { kinds: _, ...rest } = harness.options;
  return { ...harness, all: createSync(rest) };
}

describe.each(["graphql", "rest"] as const)("with a window of days, by %s", (api) => {
  const lacking = ({ store, id }: Awaited<ReturnType<typeof createWindow>>) =>
    store
      .pullRequests(id)
      .map(({ snapshot }) => [
        snapshot.pullRequest.number,
        snapshot.children.commits !== undefined,
      ]);

  it("I1: a kind that is added later is read for stored pull requests outside the window too", async () => {
    const harness = await createWindow(api);
    expect(lacking(harness)).toEqual([
      [2, false],
      [3, false],
    ]);
    expect(await harness.all.syncRepository(harness.id)).toMatchObject({ status: "complete" });
    expect(lacking(harness)).toEqual([
      [2, true],
      [3, true],
    ]);
  });

  it("I1: everything stored is read again after a reset, although its window has moved", async () => {
    const harness = await createWindow(api);
    harness.github.clock.advance(200 * dayMs);
    expect(await harness.all.resetRepository(harness.id)).toBe(true);
    expect(await harness.all.syncRepository(harness.id)).toMatchObject({ status: "complete" });
    expect(lacking(harness)).toEqual([
      [2, true],
      [3, true],
    ]);
  });
});

it("I14: one that cannot be read does not hide that the first sync continues", async () => {
  const harness = await createHarness({ batchSize: 2, maxDurationMs: 1 });
  const { github, store, sync, id } = harness;
  const numbers = openPullRequests(github, 12);
  github.onRequest(() => void github.clock.advance(10));
  const [broken = 0] = numbers.slice(-1);
  github.faults.add({
    when: ({ path, body }) =>
      path.endsWith(`/pulls/${broken}`) || (body?.includes(`p${broken}: pullRequest`) ?? false),
    fault: { kind: "error", status: 500 },
  });
  const reasons: unknown[] = [];
  do {
    const outcome = await sync.syncRepository(id);
    reasons.push(outcome.status === "partial" ? outcome.reason : outcome.status);
  } while (reasons.at(-1) === "history" && reasons.length < 20);
  expect(reasons.length).toBeGreaterThan(2);
  expect(reasons.at(-1)).toBe("items");
  expect(store.pullRequests(id)).toHaveLength(11);
});

import { childKinds } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { walkAscending } from "../../src/changes/ascending-walk.ts";
import { count, instant, record } from "../../src/github/shape.ts";
import { createClientOf } from "../support/client.ts";
import { createFullWorld, rewritePullRequest, rewriteRest } from "../support/full-world.ts";
import { createSynced, expectEqualsGitHub, fullName, hourMs } from "../sync-harness.ts";

const complete = { status: "complete" };
type Row = Record<string, string | undefined>;

const isOfThree = (row: Row) =>
  [row.url, row.issue_url, row.pull_request_url].some((url) => /\/3$/.test(url ?? ""));

describe.each([
  { ahead: "three hours", stampAfter: (now: Date) => new Date(now.getTime() + 3 * hourMs) },
  { ahead: "a lifetime", stampAfter: () => new Date("2099-01-01T00:00:00Z") },
])("a stamp that is ahead of GitHub's clock by $ahead, in one run", ({ stampAfter }) => {
  it.each([
    { where: "a pull request, by GraphQL", api: "graphql", path: undefined },
    { where: "a pull request, by REST", api: "rest", path: /\/pulls\/3$/ },
    { where: "every list of changes", api: "graphql", path: /\/(issues|pulls|comments)\?/ },
    { where: "every list of changes, and of comments", api: "rest", path: /comments|\?/ },
  ] as const)("I1: of $where, hides no later change", async ({ api, path }) => {
    const world = await createFullWorld({ api });
    const { github, run, change } = world;
    expect(await run()).toMatchObject(complete);
    change(3);
    const stamp = stampAfter(github.clock.now()).toISOString().replace(".000", "");
    if (path) {
      rewriteRest(github, path, (body: Row | Row[]) => {
        for (const row of [body].flat()) if (isOfThree(row)) row.updated_at = stamp;
      });
    } else
      rewritePullRequest(github, 3, (answer) => void Object.assign(answer, { updatedAt: stamp }));
    await run();
    github.faults.clear();
    // Before that stamp, if it is near.
    github.clock.advance(hourMs);
    github.truth.editPullRequest({ repository: fullName, number: 3, title: "Later" });
    github.truth.submitReview({ repository: fullName, number: 3, actor: "bob", state: "APPROVED" });
    github.clock.advance(hourMs);
    const statuses = [await run(), await run()].map(({ status }) => status);
    github.clock.advance(hourMs);
    statuses.push((await run()).status);
    expect(statuses.at(-1)).toBe("complete");
    await expectEqualsGitHub(world);
    github.clock.advance(24 * hourMs);
    github.ledger.clear();
    expect(await run()).toMatchObject(complete);
    expect(github.ledger.summary().requests).toBe(childKinds.length - 1);
  });
});

it("I1: a row with such a stamp does not make the walk skip the rows after it", async () => {
  const { github, id, store } = await createSynced(12);
  rewriteRest(github, /\/issues\?/, (rows: Row[]) => {
    const last = rows.at(-1);
    if (last) last.updated_at = "2099-01-01T00:00:00Z";
  });
  const client = await createClientOf(github);
  const githubId = (await store.getRepository(id))?.repository.githubId;
  const list = {
    path: `/repositories/${githubId}/issues`,
    parameters: { state: "all", sort: "updated", direction: "asc" },
    read(value: unknown, at: string) {
      const { number, updated_at } = record({ number: count, updated_at: instant })(value, at);
      return { number, stamp: updated_at };
    },
  };
  const numbers = new Set<number>();
  const options = { overlapMs: 600_000, pageSize: 5 };
  for await (const page of walkAscending(
    client,
    { githubId: 1 },
    list,
    { since: new Date(0) },
    options,
  )) {
    for (const { number } of page.changes) numbers.add(number);
  }
  expect(numbers.size).toBe(12);
});

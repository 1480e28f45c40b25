import { type Commit, createSync } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { truncatedAfter } from "../../src/run/batch/checkpoint-after.ts";
import { times } from "../support/hydration.ts";
import { createHarness, fullName, hourMs, minuteMs, storedNumbers } from "../sync-harness.ts";
import { exampleSnapshot } from "./example-snapshot.ts";

const repository = fullName;
const dayMs = 24 * hourMs;

/** A pull request of 300 commits, which REST truncates at 250, and a host for each interface. */
async function createLong() {
  const harness = await createHarness();
  const { github, store, options, id } = harness;
  github.truth.createRepository({ fullName });
  const commits = times(300, (index) => ({ message: `${index}` }));
  const number = github.truth.openPullRequest({ repository, actor: "ada", title: "Long", commits });
  const byGraphQL = createSync({ ...options, api: "graphql" });
  const byRest = createSync({ ...options, api: "rest" });
  const stored = () => {
    const snapshot = store.pullRequests(id)[0]?.snapshot;
    return { commits: snapshot?.children.commits?.length, truncated: snapshot?.truncated };
  };
  const label = () => github.truth.addLabels({ repository, number, labels: ["big"] });
  const push = () => github.truth.pushCommits({ repository, number, commits: [{ message: "x" }] });
  const breakGraphQL = () =>
    github.faults.add({ when: { operation: "Hydrate" }, fault: { kind: "graphql-timeout" } });
  return { ...harness, byGraphQL, byRest, stored, label, push, breakGraphQL };
}

const all = { commits: 300, truncated: [] };
const cut = { commits: 250, truncated: ["commits"] };

describe("I7: more commits than REST lists", () => {
  it.each([
    ["long after", dayMs],
    ["as soon as", minuteMs],
  ])("stay if GraphQL fails %s they were read, and the head did not move", async (_, readMs) => {
    const { github, id, store, byGraphQL, stored, label, breakGraphQL } = await createLong();
    github.clock.advance(readMs);
    await byGraphQL.syncRepository(id);
    expect(stored()).toEqual(all);
    label();
    github.clock.advance(hourMs);
    const heal = breakGraphQL();
    const outcome = await byGraphQL.syncRepository(id);
    expect(outcome).toMatchObject({ status: "partial", reason: "items" });
    expect(stored()).toEqual(all);
    // No commits are missing.
    expect(store.pullRequests(id)[0]?.snapshot.unread).toEqual(["linkedIssues"]);
    const [entry] = await store.readDirty(id, [1]);
    expect(entry?.reason).toContain("its linkedIssues:");
    heal();
    github.clock.advance(hourMs);
    expect(await byGraphQL.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(stored()).toEqual(all);
  });

  it("are stored truncated if the head moved and GraphQL fails, and read again until it works", async () => {
    const { github, id, store, byGraphQL, stored, push, breakGraphQL } = await createLong();
    github.clock.advance(dayMs);
    await byGraphQL.syncRepository(id);
    push();
    github.clock.advance(hourMs);
    const heal = breakGraphQL();
    for (const attempts of [1, 2]) {
      const outcome = await byGraphQL.syncRepository(id);
      expect(outcome).toMatchObject({ status: "partial", reason: "items" });
      expect(stored()).toEqual(cut);
      expect(await store.readDirty(id, [1])).toMatchObject([
        { attempts, reason: expect.stringContaining("commits") },
      ]);
      github.clock.advance(hourMs);
    }
    heal();
    expect(await byGraphQL.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(stored()).toEqual({ commits: 301, truncated: [] });
  });

  it("are read by the first GraphQL run after a host that uses REST, and then stay", async () => {
    const { github, id, byGraphQL, byRest, stored, label } = await createLong();
    github.clock.advance(dayMs);
    expect(await byRest.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(stored()).toEqual(cut);
    for (const sync of [byGraphQL, byRest, byGraphQL]) {
      github.clock.advance(dayMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      expect(stored()).toEqual(all);
      label();
    }
  });

  it.each([
    ["uses REST", { api: "rest" }, []],
    // Once, for the linked issues, which REST does not have.
    ["requests no commits", { api: "graphql", kinds: ["files"] }, [1]],
  ] as const)("are not read again for a host that %s", async (_, other, first) => {
    const { github, id, options, byRest, events } = await createLong();
    github.clock.advance(dayMs);
    await byRest.syncRepository(id);
    const sync = createSync({ ...options, ...other });
    for (const runs of [1, 2]) {
      github.clock.advance(dayMs);
      events.length = 0;
      expect(await sync.syncRepository(id), `run ${runs}`).toMatchObject({ status: "complete" });
      expect(storedNumbers(events), `run ${runs}`).toEqual(runs === 1 ? first : []);
    }
  });

  it("are no reason to read anything again once they are complete", async () => {
    const { github, id, byGraphQL, byRest } = await createLong();
    github.clock.advance(dayMs);
    await byRest.syncRepository(id);
    github.clock.advance(dayMs);
    await byGraphQL.syncRepository(id);
    github.clock.advance(dayMs);
    github.ledger.clear();
    await byGraphQL.syncRepository(id);
    expect(github.ledger.summary().graphql).toBe(0);
  });
});

describe("truncatedAfter", () => {
  const read = (count: number | undefined, truncated: readonly "commits"[] = []) => {
    const snapshot = exampleSnapshot({ updatedAt: new Date(0), readAt: new Date(0) });
    const commits = count === undefined ? undefined : times(count, exampleCommit);
    const children = { ...snapshot.children, commits };
    return [{ snapshot: { ...snapshot, children, truncated }, seen: {} }];
  };

  const byRest = { isByRest: true };

  it("has nothing that GraphQL has read, however short its list is", () => {
    expect(truncatedAfter([1, 2], read(250, ["commits"]), [], { isByRest: false })).toEqual([2]);
  });

  it("has what was read truncated, and no longer what was read complete or is gone", () => {
    expect(truncatedAfter([2], read(250, ["commits"]), [], byRest)).toEqual([2, 1]);
    expect(truncatedAfter([1, 2], read(250, ["commits"]), [], byRest)).toEqual([2, 1]);
    expect(truncatedAfter([1, 2], read(300), [], byRest)).toEqual([2]);
    expect(truncatedAfter([1, 2], [], [2], byRest)).toEqual([1]);
  });

  it("still has what was read without its commits", () => {
    expect(truncatedAfter([1], read(undefined), [], byRest)).toEqual([1]);
  });
});

function exampleCommit(position: number): Commit {
  const at = new Date(0);
  const noAuthor = { author: null, authorName: null, authorEmail: null, authoredAt: at };
  const none = { committer: null, committerName: null, committerEmail: null, committedAt: at };
  return { sha: `${position}`, position, message: "", ...noAuthor, ...none };
}

import type { PullRequestSnapshot } from "@ghsync/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { at } from "../../../testing/src/contracts/at.ts";
import { exampleChildren } from "../../../testing/src/contracts/repo-store/example/example-children.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../../testing/src/contracts/repo-store/start-run.ts";
import type { PullRequestChange } from "../../src/queries/index.ts";
import { queryDrivers, startQueries } from "./start-queries.ts";

const { comments, files } = exampleChildren;

/** One of four titles, three comment sets and two file sets of one of five pull requests. */
const edit = fc
  .record({
    number: fc.integer({ min: 1, max: 5 }),
    title: fc.constantFrom("A", "B", "C", "D"),
    comments: fc.subarray([1, 2].map((id) => ({ ...comments, id }))),
    files: fc.subarray([files]),
  })
  .map(({ number, title, ...children }) =>
    exampleSnapshot(number, { pullRequest: { title }, children }),
  );
const step = fc.oneof(
  fc.record({ commit: fc.uniqueArray(edit, { selector: numberOf, maxLength: 4 }) }),
  // A page of the feed, of which some entries are dealt with before the consumer dies.
  fc.record({ limit: fc.integer({ min: 1, max: 3 }), dealtWith: fc.integer({ min: 0, max: 3 }) }),
);

function numberOf({ pullRequest }: PullRequestSnapshot): number {
  return pullRequest.number;
}

test.each(queryDrivers)(
  "A consumer that follows the feed while commits go on has each change, and has none twice, on %s",
  async (driver) => {
    const { store, queries } = await startQueries(driver);
    let histories = 0;
    const playHistory = async (
      steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
    ) => {
      histories += 1;
      const { id, commit } = await startRun(store, `octo/history-${histories}`);
      const stored = new Map<number, PullRequestSnapshot>();
      const mirror = new Map<number, PullRequestSnapshot | undefined>();
      const owed = new Set<number>();
      let since: PullRequestChange | undefined;
      const follow = async (limit: number, dealtWith: number) => {
        const changes = await queries.listChanges(id, { limit, since });
        for (const change of changes.slice(0, dealtWith)) {
          // Nothing that is not owed, so nothing twice.
          expect(owed.delete(change.number)).toBe(true);
          mirror.set(change.number, await queries.readPullRequest(id, change.number));
          since = change;
        }
        return changes.length;
      };

      for (const next of steps) {
        if ("limit" in next) {
          await follow(next.limit, next.dealtWith);
          continue;
        }
        await commit(toStore(...next.commit));
        for (const snapshot of next.commit) {
          const number = numberOf(snapshot);
          if (!isEqual(stored.get(number), snapshot)) owed.add(number);
          stored.set(number, snapshot);
        }
      }
      while ((await follow(2, 2)) > 0);
      expect(owed.size).toBe(0);
      expect(mirror).toEqual(stored);
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), playHistory), {
      numRuns: 25,
    });
  },
);

function isEqual(one: PullRequestSnapshot | undefined, other: PullRequestSnapshot): boolean {
  return fc.stringify(one) === fc.stringify(other);
}

test.each(queryDrivers)(
  "The feed's order is that of the commits, whatever the order of the rows, on %s",
  async (driver) => {
    const { id, commit, queries } = await startQueries(driver);
    for (const number of [9, 3, 7, 1]) await commit(toStore(exampleSnapshot(number)));
    await commit(toStore(exampleSnapshot(3, { pullRequest: { updatedAt: at(99) } })));
    const numbers = (await queries.listChanges(id)).map(({ number }) => number);
    expect(numbers).toEqual([9, 7, 1, 3]);
  },
);

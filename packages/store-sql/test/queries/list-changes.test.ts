import type { PullRequestSnapshot } from "@ghsync/core";
import { expect, test } from "vitest";
import { at } from "../../../testing/src/contracts/at.ts";
import { exampleChildren } from "../../../testing/src/contracts/repo-store/example/example-children.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../../testing/src/contracts/repo-store/start-run.ts";
import { queryDrivers, startQueries } from "./start-queries.ts";

const { comments, files } = exampleChildren;

test.each(queryDrivers)(
  "The feed names each pull request of which a commit changed anything, also by a child that is deleted, on %s",
  async (driver) => {
    const { id, commit, queries } = await startQueries(driver);
    const changesOf = async (...page: readonly PullRequestSnapshot[]) => {
      const [since] = (await queries.listChanges(id)).slice(-1);
      await commit(toStore(...page));
      return queries.listChanges(id, { since });
    };
    const first = exampleSnapshot(1);
    const second = exampleSnapshot(2);
    expect(await changesOf(first, second)).toEqual([
      { number: 1, revision: 1 },
      { number: 2, revision: 1 },
    ]);
    expect(await changesOf(first, second)).toEqual([]);
    const changed = exampleSnapshot(1, { children: { comments: [{ ...comments, body: "New." }] } });
    expect(await changesOf(changed, second)).toEqual([{ number: 1, revision: 3 }]);
    const more = exampleSnapshot(2, { children: { files: [files, { ...files, path: "b" }] } });
    expect(await changesOf(changed, more)).toEqual([{ number: 2, revision: 4 }]);
    const fewer = exampleSnapshot(2, { children: { files: [] } });
    expect(await changesOf(fewer)).toEqual([{ number: 2, revision: 5 }]);
    const renamed = exampleSnapshot(1, { pullRequest: { title: "New" }, truncated: ["commits"] });
    expect(await changesOf(renamed)).toEqual([{ number: 1, revision: 6 }]);
    expect(await queries.listChanges(id)).toEqual([
      { number: 2, revision: 5 },
      { number: 1, revision: 6 },
    ]);
  },
);

test.each(queryDrivers)(
  "A pull request that was only read again, for another reason, is not in the feed, on %s",
  async (driver) => {
    const { id, commit, queries } = await startQueries(driver);
    await commit(toStore(exampleSnapshot(1)));
    const snapshot = exampleSnapshot(1, { readAt: at(9) });
    expect(await commit({ snapshots: [{ snapshot, seen: { pulls: at(8) } }] })).toBe(1);
    await commit({ state: { status: "complete" } });
    expect(await queries.listChanges(id, { since: { revision: 1 } })).toEqual([]);
  },
);

test.each(queryDrivers)(
  "A page ends anywhere, and the next goes on behind it; without a number, behind the revision, on %s",
  async (driver) => {
    const { id, commit, queries } = await startQueries(driver);
    await commit(toStore(...[1, 2, 3].map((number) => exampleSnapshot(number))));
    await commit(
      toStore(exampleSnapshot(2, { pullRequest: { title: "New" } }), exampleSnapshot(4)),
    );
    const numbers = async (options: Parameters<typeof queries.listChanges>[1]) =>
      (await queries.listChanges(id, options)).map(({ number }) => number);
    expect(await numbers({ limit: 3 })).toEqual([1, 3, 2]);
    expect(await numbers({ since: { revision: 1, number: 1 }, limit: 1 })).toEqual([3]);
    expect(await numbers({ since: { revision: 2, number: 2 } })).toEqual([4]);
    expect(await numbers({ since: { revision: 1 } })).toEqual([2, 4]);
    expect(await numbers({ since: { revision: 2 } })).toEqual([]);
  },
);

test.each(queryDrivers)("Each repository has a feed of its own, on %s", async (driver) => {
  const { store, id, commit, queries } = await startQueries(driver);
  const other = await startRun(store, "octo/other");
  await commit(toStore(exampleSnapshot(1)));
  await other.commit(toStore(exampleSnapshot(2)));
  expect(await queries.listChanges(id)).toEqual([{ number: 1, revision: 1 }]);
  expect(await queries.listChanges(other.id)).toEqual([{ number: 2, revision: 1 }]);
  expect(await queries.listChanges("none")).toEqual([]);
});

test.each([0, -1, 1.5, 501, Number.NaN])("A limit of %d is refused", async (limit) => {
  const { id, queries } = await startQueries();
  const refused = { code: "config_invalid", message: expect.stringContaining("limit") };
  await expect(queries.listChanges(id, { limit })).rejects.toMatchObject(refused);
  await expect(queries.listPullRequests({ repositoryId: id, limit })).rejects.toMatchObject(
    refused,
  );
});

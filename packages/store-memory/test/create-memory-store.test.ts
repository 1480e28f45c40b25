import { repoStoreContract, scheduleStoreContract } from "@ghsync/testing/contracts";
import { describe, expect, it, test } from "vitest";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createMemoryStore } from "../src/index.ts";
import { createMemorySubject } from "./memory-subject.ts";

const unsupported = {
  writeHostValue: "its rows are GitHub's records and nothing else",
  failCommits: "there is no database that could fail",
};
for (const { name, run } of repoStoreContract(createMemorySubject, { unsupported })) it(name, run);

const createSchedules = () => {
  const { schedules } = createMemoryStore();
  return { schedules, connect: () => schedules };
};
for (const { name, run } of scheduleStoreContract(createSchedules)) it(name, run);

describe("pullRequests", () => {
  test("Gives the stored snapshots by ascending number", async () => {
    const store = createMemoryStore();
    const { id, commit } = await startRun(store);
    const [first, second] = [exampleSnapshot(10), exampleSnapshot(9)];
    await commit(toStore(first, second));
    const stored = store.pullRequests(id);
    expect(stored.map(({ snapshot }) => snapshot)).toEqual([second, first]);
    const { seen } = toStore(first).snapshots[0] ?? {};
    expect(stored.map((pullRequest) => [pullRequest.revision, pullRequest.seen])).toEqual([
      [1, seen],
      [1, seen],
    ]);
    expect(store.pullRequests("none")).toEqual([]);
  });

  test("A caller's mutation reaches the store neither on the way in nor out", async () => {
    const store = createMemoryStore();
    const { id, commit } = await startRun(store);
    const snapshot = exampleSnapshot(1);
    await commit(toStore(snapshot));
    snapshot.readAt.setTime(0);
    store.pullRequests(id)[0]?.snapshot.readAt.setTime(0);
    expect(store.pullRequests(id)[0]?.snapshot).toEqual(exampleSnapshot(1));
  });
});

import { childKinds } from "@ghsync/core";
import { describe, expect, test } from "vitest";
import { createMemoryStore, type MemoryStore } from "../src/index.ts";
import { exampleSnapshot, toStore } from "./store-cases/example-snapshot.ts";
import { type StoredRow, startRun } from "./store-cases/store-case.ts";
import { storeCases } from "./store-cases/store-cases.ts";

function storedRows(store: MemoryStore, repositoryId: string): StoredRow[] {
  return store.pullRequests(repositoryId).flatMap(({ snapshot, revision, childRevisions }) => {
    const pullRequest = snapshot.pullRequest.number;
    const children = childKinds.flatMap((table) =>
      [...(childRevisions[table] ?? [])].map(([key, childRevision]) => ({
        table,
        pullRequest,
        key: String(key),
        revision: childRevision,
      })),
    );
    return [{ table: "pullRequests" as const, pullRequest, revision }, ...children];
  });
}

test.each(storeCases)("$name", async ({ run }) => {
  const store = createMemoryStore();
  await run({ store, rows: async (repositoryId) => storedRows(store, repositoryId) });
});

describe("pullRequests", () => {
  test("Gives the stored snapshots by ascending number", async () => {
    const store = createMemoryStore();
    const { id, commit } = await startRun(store);
    const [first, second] = [exampleSnapshot(10), exampleSnapshot(9)];
    await commit(toStore(first, second));
    const stored = store.pullRequests(id);
    expect(stored.map(({ snapshot }) => snapshot)).toEqual([second, first]);
    expect(stored.map(({ revision, seen }) => ({ revision, seen }))).toEqual([
      { revision: 1, seen: toStore(first).snapshots[0]?.seen },
      { revision: 1, seen: toStore(first).snapshots[0]?.seen },
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

import { type CommitPage, createSync, type SyncEvent, type SyncProgress } from "@ghsync/core";
import { describe, expect, it, test } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  type Harness,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

describe("events", () => {
  it("come after their commit, each once, from the start to the outcome", async () => {
    const committed = new Set<number>();
    const early: SyncEvent[] = [];
    const told: string[] = [];
    const harness = await createHarness({
      batchSize: 2,
      through: (store) => ({
        ...store,
        async commitPage(lease, page: CommitPage) {
          const result = await store.commitPage(lease, page);
          for (const { snapshot } of page.snapshots ?? []) {
            committed.add(snapshot.pullRequest.number);
          }
          return result;
        },
      }),
      onEvent: (event) => {
        told.push(event.type);
        if (event.type === "pullRequest.stored" && !committed.has(event.number)) early.push(event);
      },
    });
    openPullRequests(harness.github, 5);
    await harness.sync.syncRepository(harness.id);
    expect(early).toEqual([]);
    const stored = "pullRequest.stored";
    expect(told).toEqual([
      "run.started",
      ...[stored, stored, "run.progress"],
      ...[stored, stored, "run.progress"],
      ...[stored, "run.progress"],
      "run.finished",
    ]);
  });

  it("distinguish a pull request that was read again without change from one that changed", async () => {
    const { github, sync, id, events } = await createSynced(2);
    const change = () => events.flatMap((event) => ("changed" in event ? event.changed : []));
    github.truth.editPullRequest({ repository: fullName, number: 1, title: "Changed" });
    await sync.syncRepository(id);
    expect(change()).toEqual([true]);
    github.clock.advance(hourMs);
    await sync.syncRepository(id);
    expect(change()).toEqual([true, false]);
  });

  it("report a rename, once, with both names", async () => {
    const { github, sync, id, events } = await createSynced(2);
    github.truth.renameRepository({ repository: fullName, fullName: "acme/interface" });
    github.truth.editPullRequest({ repository: "acme/interface", number: 1, title: "Changed" });
    github.clock.advance(hourMs);
    await sync.syncRepository(id);
    github.clock.advance(hourMs);
    await sync.syncRepository(id);
    expect(events.filter(({ type }) => type === "repository.renamed")).toEqual([
      { type: "repository.renamed", repositoryId: id, from: fullName, to: "acme/interface" },
    ]);
  });

  it("report a limit and a failure separately, with the original cause", async () => {
    const { github, sync, id, events } = await createSynced(1);
    github.setRemaining("core", 0);
    const deferred = await sync.syncRepository(id);
    if (deferred.status !== "deferred") throw new Error(`It is ${deferred.status}.`);
    const { resumeAt, error } = deferred;
    expect(events).toContainEqual({ type: "run.deferred", repositoryId: id, resumeAt, error });
    expect(events.at(-1)).toMatchObject({ type: "run.finished" });

    github.clock.set(resumeAt);
    events.length = 0;
    github.faults.add({ fault: { kind: "reset" } });
    const failed = await sync.syncRepository(id);
    if (failed.status !== "error") throw new Error(`It is ${failed.status}.`);
    expect(events).toContainEqual({ type: "run.failed", repositoryId: id, error: failed.error });
    expect(failed.error.cause).toBeInstanceOf(Error);
    expect(events.at(-1)).toMatchObject({ type: "run.finished" });
  });

  it("distinguish a new pull request from a changed one, and carry the caller's outcome", async () => {
    const { github, sync, id, events } = await createSynced(2);
    github.truth.editPullRequest({ repository: fullName, number: 1, title: "Changed" });
    github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "New" });
    github.clock.advance(hourMs);
    const outcome = await sync.syncRepository(id);
    expect(events).toContainEqual({
      type: "pullRequest.stored",
      number: 1,
      created: false,
      changed: true,
      repositoryId: id,
    });
    expect(events).toContainEqual({
      type: "pullRequest.stored",
      number: 3,
      created: true,
      changed: true,
      repositoryId: id,
    });
    expect(events.at(-1)).toEqual({ type: "run.finished", outcome, repositoryId: id });
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("The screen is gone.");
      },
    ],
    ["rejects", () => Promise.reject(new Error("The screen is gone."))],
  ])(
    "do no harm if the listener %s: that is logged, and everything is stored",
    async (_, onEvent) => {
      const warnings: string[] = [];
      const ignore = () => undefined;
      const warn = (message: string) => void warnings.push(message);
      const harness = await createHarness({
        client: { log: { debug: ignore, info: ignore, warn, error: ignore } },
        onEvent,
      });
      openPullRequests(harness.github, 2);
      expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
      const own = warnings.filter((message) => message.includes("The screen is gone."));
      // Started, two stored, progress, finished.
      expect(own).toHaveLength(5);
      await expectEqualsGitHub(harness);
    },
  );
});

test.each([Object.create(null), undefined, "Gone."])("A listener may throw %o", async (thrown) => {
  const { github, sync, id } = await createHarness({
    onEvent: () => {
      throw thrown;
    },
  });
  openPullRequests(github, 1);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
});

describe("progress", () => {
  it("of the first full sync never falls, is exact, and ends at its total", async () => {
    const harness = await createHarness({ batchSize: 4 });
    openPullRequests(harness.github, 10);
    await harness.sync.syncRepository(harness.id);
    expect(progressOf(harness)).toEqual(
      [4, 8, 10].map((done) => ({ phase: "history", done, total: 10, totalExact: true })),
    );
    expect((await harness.sync.getState(harness.id))?.progress).toEqual(progressOf(harness).at(-1));
  });

  it("of changes never falls below what was done, and ends at its total", async () => {
    const harness = await createSynced(10, { batchSize: 4 });
    const { github, sync, id, numbers } = harness;
    for (const number of numbers) {
      github.truth.editPullRequest({ repository: fullName, number, title: "Changed" });
    }
    github.clock.advance(hourMs);
    await sync.syncRepository(id);
    expect(progressOf(harness)).toEqual(
      [4, 8, 10].map((done) => ({ phase: "incremental", done, total: 10, totalExact: false })),
    );
  });

  it("progress also ends at its total if a stream has stored what the history lists last", async () => {
    const harness = await createHarness({ batchSize: 4 });
    const { github, sync, id } = harness;
    github.truth.createRepository({ fullName });
    for (const title of ["One", "Two", "Three", "Four", "Five"]) {
      github.truth.openPullRequest({ repository: fullName, actor: "ada", title });
    }
    await sync.syncRepository(id);
    const { progress } = (await sync.getState(id)) ?? {};
    expect(progress?.done).toBe(progress?.total);
    expect(progress?.done).toBe(5);
  });

  it("is cleared by a run that finds nothing, and the status is syncing only during a run", async () => {
    const { github, sync, id, options } = await createSynced(2);
    const seen: unknown[] = [];
    const watching = createSync({
      ...options,
      github: {
        ...options.github,
        fetch: async (...args) => {
          seen.push((await sync.getState(id))?.status);
          return github.fetch(...args);
        },
      },
    });
    await watching.syncRepository(id);
    expect(seen).toEqual(["syncing", "syncing", "syncing", "syncing"]);
    const state = await sync.getState(id);
    expect(state?.status).toBe("complete");
    expect(state?.progress).toBeUndefined();
  });
});

function progressOf({ events }: Harness): readonly SyncProgress[] {
  return events.flatMap((event) => (event.type === "run.progress" ? [event.progress] : []));
}

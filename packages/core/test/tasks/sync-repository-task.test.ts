import type { RepoStore, TaskMap } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createHarness, createSynced, minuteMs, openPullRequests } from "../sync-harness.ts";

const contextOf = (
  payload: TaskMap["sync-repository"],
  { attempt = 1, signal = new AbortController().signal } = {},
) => ({ payload, attempt, signal });

describe("sync-repository", () => {
  it("runs the repository and returns done", async () => {
    const { sync, id, github } = await createHarness();
    openPullRequests(github, 3);
    const context = contextOf({ repositoryId: id });
    expect(await sync.tasks["sync-repository"](context)).toEqual({ kind: "done" });
    expect(await sync.getState(id)).toMatchObject({ status: "complete" });
  });

  it("returns dead for an unknown repository, and done for an inactive one", async () => {
    const { sync, id, github } = await createSynced(1);
    const unknown = contextOf({ repositoryId: "none" });
    expect(await sync.tasks["sync-repository"](unknown)).toEqual({ kind: "dead" });
    await sync.pause(id);
    const paused = contextOf({ repositoryId: id });
    expect(await sync.tasks["sync-repository"](paused)).toEqual({ kind: "done" });
    expect(github.ledger.entries).toEqual([]);
  });

  it("throws config_invalid without a repositoryId", async () => {
    const { sync } = await createHarness();
    const context = contextOf({} as TaskMap["sync-repository"]);
    await expect(sync.tasks["sync-repository"](context)).rejects.toMatchObject({
      code: "config_invalid",
    });
  });

  it("waits longer with each attempt if the store fails before the run starts", async () => {
    const { sync, id } = await createHarness({
      through: (store): RepoStore => ({
        ...store,
        getRepository: async () => {
          throw new Error("The database is down.");
        },
      }),
    });
    const delayAt = async (attempt: number) => {
      const outcome = await sync.tasks["sync-repository"](
        contextOf({ repositoryId: id }, { attempt }),
      );
      return outcome.kind === "retry" ? outcome.delayMs : undefined;
    };
    expect([await delayAt(1), await delayAt(2), await delayAt(20)]).toEqual([
      3750,
      7500,
      7.5 * minuteMs,
    ]);
  });

  it("is due at once if the host stops it", async () => {
    const { sync, id, github } = await createHarness({ batchSize: 1 });
    openPullRequests(github, 5);
    const controller = new AbortController();
    github.onResponse(({ operation }) => {
      if (operation === "Hydrate") controller.abort();
    });
    const context = contextOf({ repositoryId: id }, { signal: controller.signal });
    expect(await sync.tasks["sync-repository"](context)).toEqual({
      kind: "reschedule",
      at: github.clock.now(),
    });
    expect(await sync.getState(id)).toMatchObject({ status: "partial", reason: "stopped" });
  });

  it("does nothing with ifDue if the repository is not due", async () => {
    const { sync, id, github } = await createSynced(1);
    const context = contextOf({ repositoryId: id, ifDue: true });
    expect(await sync.tasks["sync-repository"](context)).toEqual({ kind: "done" });
    expect(github.ledger.entries).toEqual([]);
    github.clock.advance(25 * 60 * minuteMs);
    await sync.tasks["sync-repository"](context);
    expect(github.ledger.entries).not.toEqual([]);
  });
});

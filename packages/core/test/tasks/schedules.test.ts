import { dailySchedule, registerSchedules, type Schedule } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { fullName, hourMs, minuteMs, openPullRequests } from "../sync-harness.ts";
import { createWorker } from "./worker-harness.ts";

describe("registerSchedules", () => {
  it("is idempotent, also from another process", async () => {
    const { github, store, scheduler } = createWorker();
    const other = createWorker({ github, store });
    expect(await registerSchedules(scheduler)).toEqual(["created"]);
    expect(await registerSchedules(scheduler)).toEqual(["unchanged"]);
    expect(await registerSchedules(other.scheduler)).toEqual(["unchanged"]);
    const changed = { ...dailySchedule, cron: "30 5 * * *" };
    expect(await registerSchedules(other.scheduler, [changed])).toEqual(["updated"]);
    expect(await scheduler.listSchedules()).toMatchObject([changed]);
    expect(await scheduler.removeSchedule(dailySchedule.id)).toBe(true);
    expect(await scheduler.listSchedules()).toEqual([]);
  });

  it("schedules 04:00 UTC by default, with an expiry", async () => {
    const { scheduler } = createWorker();
    await registerSchedules(scheduler);
    const [schedule] = await scheduler.listSchedules();
    expect(schedule).toMatchObject({
      id: "sync-github-repositories-daily",
      cron: "0 4 * * *",
      timeZone: "UTC",
      task: "sync-all-repositories",
      expireAfterMs: 6 * hourMs,
      nextRunAt: new Date("2026-01-06T04:00:00Z"),
    });
  });

  it.each<[string, Partial<Schedule>]>([
    ["cron", { cron: "every day" }],
    ["cron", { cron: "@daily" }],
    ["timeZone", { timeZone: "Mars/Olympus" }],
    ["task", { task: "typo" as never }],
    ["payload", { payload: undefined as never }],
    ["payload", { task: "sync-repository", payload: {} }],
  ])("rejects a bad %s at the call: %o", async (_, change) => {
    const { scheduler } = createWorker();
    await expect(
      registerSchedules(scheduler, [{ ...dailySchedule, ...change }]),
    ).rejects.toMatchObject({ code: "config_invalid" });
    expect(await scheduler.listSchedules()).toEqual([]);
  });

  it("rejects one schedule instead of a list, and says what to do", async () => {
    const { scheduler } = createWorker();
    await expect(registerSchedules(scheduler, dailySchedule as never)).rejects.toMatchObject({
      code: "config_invalid",
      message: "schedules must be an array: pass [schedule] for one.",
    });
    expect(await scheduler.listSchedules()).toEqual([]);
  });

  it("syncs every repository once a day, in one of two processes", async () => {
    const { github, store, sync, scheduler, pass, events } = createWorker({
      resyncAfterMs: 1000 * hourMs,
    });
    const other = createWorker({ github, store, resyncAfterMs: 1000 * hourMs });
    openPullRequests(github, 2);
    await sync.trackRepository({ fullName });
    await registerSchedules(scheduler);
    await sync.start();
    await other.sync.start();
    await pass(minuteMs);
    const until = Date.parse("2026-01-08T05:00:00Z");
    while (github.clock.now().getTime() < until) {
      await pass(30_000);
      await other.pass(30_000);
    }
    const starts = [...events, ...other.events].filter(({ type }) => type === "run.started");
    expect(starts).toHaveLength(1 + 3);
    await sync.stop();
    await other.sync.stop();
  }, 60_000);
});

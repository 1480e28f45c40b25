import { expect, test } from "vitest";
import { createNodeCronScheduler } from "../src/index.ts";
import { createDailyWorker, daily } from "./daily-worker.ts";
import { recordLog } from "./record-log.ts";

test("Once a day for four days, whatever the number of processes", async () => {
  const { scheduler, create, runs, advanceTo, timers } = createDailyWorker("2026-05-01T12:00:10Z");
  const schedulers = [scheduler, create(), create()];
  for (const one of schedulers) await one.putSchedule(daily);
  await Promise.all(schedulers.map((one) => one.start()));
  await advanceTo("2026-05-05T12:00:00Z");
  expect(runs).toHaveLength(4);
  expect(new Set(runs.map((at) => at.slice(6)))).toEqual(new Set(["04:00:00"]));
  await Promise.all(schedulers.map((one) => one.stop()));
  expect(timers.waiting()).toBe(0);
});

test("In Berlin, summer time moves it by an hour of UTC and neither doubles nor drops it", async () => {
  const { scheduler, runs, advanceTo } = createDailyWorker("2026-03-27T12:00:00Z");
  await scheduler.putSchedule({ ...daily, timeZone: "Europe/Berlin" });
  await scheduler.start();
  await advanceTo("2026-03-30T12:00:00Z");
  expect(runs).toEqual(["03-28T03:00:00", "03-29T02:00:00", "03-30T02:00:00"]);
});

test("A clock that jumps ahead fires the newest slot that it passes, once", async () => {
  const { scheduler, runs, timers, advanceTo } = createDailyWorker("2026-05-01T12:00:00Z");
  await scheduler.putSchedule(daily);
  await scheduler.start();
  timers.setClock(new Date("2026-05-04T12:00:30Z"));
  await advanceTo("2026-05-04T13:00:00Z");
  expect(runs).toEqual(["05-04T12:00:30"]);
  await advanceTo("2026-05-05T13:00:00Z");
  expect(runs).toEqual(["05-04T12:00:30", "05-05T04:00:00"]);
});

test("A slot that the machine slept through has expired if it is too late for it", async () => {
  const { scheduler, runs, timers, advanceTo } = createDailyWorker("2026-05-01T12:00:00Z");
  await scheduler.putSchedule({ ...daily, expireAfterMs: 3_600_000 });
  await scheduler.start();
  timers.setClock(new Date("2026-05-02T05:00:01Z"));
  await advanceTo("2026-05-02T06:00:00Z");
  expect(runs).toEqual([]);
  timers.setClock(new Date("2026-05-03T04:59:59Z"));
  await advanceTo("2026-05-03T06:00:00Z");
  expect(runs).toEqual(["05-03T04:59:59"]);
});

test("A clock that is set back fires no slot again, and misses none that is to come", async () => {
  const { scheduler, create, runs, timers, advanceTo } = createDailyWorker("2026-05-02T03:59:00Z");
  await scheduler.putSchedule(daily);
  await scheduler.start();
  await advanceTo("2026-05-02T04:01:00Z");
  expect(runs).toHaveLength(1);
  await scheduler.stop();
  timers.setClock(new Date("2026-05-02T03:30:00Z"));
  const restarted = create();
  await restarted.start();
  await advanceTo("2026-05-02T05:00:00Z");
  expect(runs).toHaveLength(1);
  await advanceTo("2026-05-03T05:00:00Z");
  expect(runs).toHaveLength(2);
});

test("A slot claimed by a clock that was years ahead does not silence the schedule", async () => {
  const { scheduler, schedules, runs, advanceTo } = createDailyWorker("2026-05-02T03:59:00Z");
  await scheduler.putSchedule({ ...daily, catchUp: "once" });
  await schedules.claimSlot("daily", new Date("2036-05-02T04:00:00Z"));
  await scheduler.start();
  await advanceTo("2026-05-02T05:00:00Z");
  expect(runs).toEqual(["05-02T04:00:00"]);
});

test("A slot's job that waits for too long expires like the slot", async () => {
  const { timers, schedules } = createDailyWorker("2026-05-02T03:59:00Z");
  const { log, lines } = recordLog();
  const scheduler = createNodeCronScheduler({ schedules, timers, log, concurrency: 1 });
  let ended = () => {};
  let runs = 0;
  scheduler.handle("sync-all-repositories", async () => {
    runs += 1;
    return { kind: "done" };
  });
  scheduler.handle("sync-due-repositories", async () => {
    await new Promise<void>((resolve) => {
      ended = resolve;
    });
    return { kind: "done" };
  });
  await scheduler.putSchedule({ ...daily, expireAfterMs: 3_600_000 });
  await scheduler.start();
  await scheduler.enqueue("sync-due-repositories", {});
  await timers.advanceTo(new Date("2026-05-02T05:00:01Z"));
  ended();
  await timers.advanceTo(new Date("2026-05-02T05:10:00Z"));
  expect(runs).toBe(0);
  expect(lines).toEqual([
    "warn Task sync-all-repositories was dropped: it had not started by 2026-05-02T05:00:00.000Z.",
  ]);
});

import type { Schedule, Scheduler } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { expect, test } from "vitest";
import { createNodeCronScheduler } from "../src/index.ts";
import { createManualTimers } from "./manual-timers.ts";
import { recordLog } from "./record-log.ts";

const daily: Schedule<"sync-all-repositories"> = {
  ...{ id: "daily", cron: "0 4 * * *", timeZone: "UTC" },
  ...{ task: "sync-all-repositories", payload: {} },
};

/** A worker, not started, whose runs are told by the time at which they began. */
function createWorker(now: string) {
  const timers = createManualTimers(new Date(now));
  const { schedules } = createMemoryStore();
  const { log, lines } = recordLog();
  const runs: string[] = [];
  const create = (): Scheduler => {
    const scheduler = createNodeCronScheduler({ schedules, timers, log });
    scheduler.handle("sync-all-repositories", async () => {
      runs.push(timers.now().toISOString().slice(5, 19));
      return { kind: "done" };
    });
    return scheduler;
  };
  const advanceTo = (at: string) => timers.advanceTo(new Date(at));
  return { timers, schedules, lines, runs, advanceTo, create, scheduler: create() };
}

test("Once a day for four days, whatever the number of processes", async () => {
  const { scheduler, create, runs, advanceTo, timers } = createWorker("2026-05-01T12:00:10Z");
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
  const { scheduler, runs, advanceTo } = createWorker("2026-03-27T12:00:00Z");
  await scheduler.putSchedule({ ...daily, timeZone: "Europe/Berlin" });
  await scheduler.start();
  await advanceTo("2026-03-30T12:00:00Z");
  expect(runs).toEqual(["03-28T03:00:00", "03-29T02:00:00", "03-30T02:00:00"]);
});

test("A clock that jumps ahead fires the newest slot that it passes, once", async () => {
  const { scheduler, runs, timers, advanceTo } = createWorker("2026-05-01T12:00:00Z");
  await scheduler.putSchedule(daily);
  await scheduler.start();
  timers.setClock(new Date("2026-05-04T12:00:30Z"));
  await advanceTo("2026-05-04T13:00:00Z");
  expect(runs).toEqual(["05-04T12:00:30"]);
  await advanceTo("2026-05-05T13:00:00Z");
  expect(runs).toEqual(["05-04T12:00:30", "05-05T04:00:00"]);
});

test("A slot that the machine slept through has expired if it is too late for it", async () => {
  const { scheduler, runs, timers, advanceTo } = createWorker("2026-05-01T12:00:00Z");
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
  const { scheduler, create, runs, timers, advanceTo } = createWorker("2026-05-02T03:59:00Z");
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
  const { scheduler, schedules, runs, advanceTo } = createWorker("2026-05-02T03:59:00Z");
  await scheduler.putSchedule({ ...daily, catchUp: "once" });
  await schedules.claimSlot("daily", new Date("2036-05-02T04:00:00Z"));
  await scheduler.start();
  await advanceTo("2026-05-02T05:00:00Z");
  expect(runs).toEqual(["05-02T04:00:00"]);
});

test("A slot's job that waits for too long expires like the slot", async () => {
  const { timers, schedules } = createWorker("2026-05-02T03:59:00Z");
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

test("A store that fails at the start fails the start, which can be tried again", async () => {
  const { timers, schedules, create, runs, advanceTo } = createWorker("2026-05-02T03:59:00Z");
  const down = { ...schedules, list: () => Promise.reject(new Error("The database is down.")) };
  const scheduler = createNodeCronScheduler({ schedules: down, timers });
  await expect(scheduler.start()).rejects.toThrow("The database is down.");
  expect(timers.waiting()).toBe(0);
  down.list = () => schedules.list() as never;
  await scheduler.start();
  expect(timers.waiting()).toBe(1);
  await create().putSchedule(daily);
  await advanceTo("2026-05-02T05:00:00Z");
  expect(runs).toEqual([]);
});

test("A store that fails later is asked again a minute later, and the slot is not lost", async () => {
  const { timers, schedules, advanceTo } = createWorker("2026-05-02T03:58:30Z");
  const { log, lines } = recordLog();
  const failures = new Set<string>();
  const failing = <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) => {
    return async (...args: A) => {
      if (failures.has(name)) throw new Error(`${name} failed`);
      return call(...args);
    };
  };
  const scheduler = createNodeCronScheduler({
    ...{ timers, log },
    schedules: {
      ...schedules,
      list: failing("list", schedules.list),
      claimSlot: failing("claimSlot", schedules.claimSlot),
    },
  });
  const runs: Date[] = [];
  scheduler.handle("sync-all-repositories", async () => {
    runs.push(timers.now());
    return { kind: "done" };
  });
  // Put past the scheduler, so that no slot of it is known yet.
  await schedules.put(daily);
  await scheduler.start();
  failures.add("list");
  await advanceTo("2026-05-02T04:00:30Z");
  failures.clear();
  failures.add("claimSlot");
  await advanceTo("2026-05-02T04:01:30Z");
  failures.clear();
  await advanceTo("2026-05-02T05:00:00Z");
  expect(runs).toEqual([new Date("2026-05-02T04:02:00Z")]);
  expect(lines).toEqual([
    "error The schedules could not be read: list failed",
    "error The schedules could not be read: list failed",
    "error Schedule daily could not be looked at: claimSlot failed",
  ]);
});

test("A schedule that cannot be read is told once, and others fire", async () => {
  const { scheduler, schedules, runs, lines, advanceTo } = createWorker("2026-05-02T03:59:00Z");
  await schedules.put({ ...daily, id: "strange", cron: "@daily" });
  await scheduler.putSchedule(daily);
  await scheduler.start();
  await advanceTo("2026-05-02T05:00:00Z");
  expect(runs).toEqual(["05-02T04:00:00"]);
  expect(lines).toEqual([
    'error Schedule strange does not fire: Schedule strange: "@daily" is not a cron expression of five plain fields, like "0 4 * * *".',
  ]);
  const listed = await scheduler.listSchedules();
  expect(listed.map(({ id, nextRunAt }) => [id, nextRunAt])).toEqual([
    ["strange", undefined],
    ["daily", new Date("2026-05-03T04:00:00Z")],
  ]);
});

test("A stop while the store is asked leaves the slot to others", async () => {
  const { timers, schedules, create } = createWorker("2026-05-02T03:59:30Z");
  let answer: (() => void) | undefined;
  const scheduler = createNodeCronScheduler({
    timers,
    schedules: {
      ...schedules,
      async list() {
        const isLater = timers.now() >= new Date("2026-05-02T04:00:00Z");
        if (isLater) await new Promise<void>((resolve) => (answer = resolve));
        return schedules.list();
      },
    },
  });
  scheduler.handle("sync-all-repositories", async () => ({ kind: "done" }));
  await create().putSchedule(daily);
  await scheduler.start();
  await timers.advanceTo(new Date("2026-05-02T04:00:05Z"));
  await scheduler.stop();
  answer?.();
  await timers.advanceTo(new Date("2026-05-02T04:00:10Z"));
  expect(await schedules.claimSlot("daily", new Date("2026-05-02T04:00:00Z"))).toBe(true);
  expect(timers.waiting()).toBe(0);
});

test("A stop during a start wins, and a start after that", async () => {
  const { timers, schedules, create } = createWorker("2026-05-02T03:59:00Z");
  const answers: (() => void)[] = [];
  const slow = {
    ...schedules,
    async list() {
      await new Promise<void>((resolve) => answers.push(resolve));
      return schedules.list();
    },
  };
  await create().putSchedule(daily);
  const scheduler = createNodeCronScheduler({ schedules: slow, timers });
  const first = scheduler.start();
  await scheduler.stop();
  const second = scheduler.start();
  answers[0]?.();
  await first;
  expect(timers.waiting()).toBe(0);
  answers[1]?.();
  await second;
  expect(timers.waiting()).toBe(1);
  await scheduler.stop();
  expect(timers.waiting()).toBe(0);
});

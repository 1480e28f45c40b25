import { expect, test } from "vitest";
import { createNodeCronScheduler } from "../src/index.ts";
import { createDailyWorker, daily } from "./daily-worker.ts";
import { recordLog } from "./record-log.ts";

test("A store that fails at the start fails the start, which can be tried again", async () => {
  const { timers, schedules, create, runs, advanceTo } = createDailyWorker("2026-05-02T03:59:00Z");
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
  const { timers, schedules, advanceTo } = createDailyWorker("2026-05-02T03:58:30Z");
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

test("A schedule that cannot be read is logged once, and others fire", async () => {
  const { scheduler, schedules, runs, lines, advanceTo } =
    createDailyWorker("2026-05-02T03:59:00Z");
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
  const { timers, schedules, create } = createDailyWorker("2026-05-02T03:59:30Z");
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
  const { timers, schedules, create } = createDailyWorker("2026-05-02T03:59:00Z");
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

test("A stop while the first look is under way leaves a missed slot to others", async () => {
  const { timers, schedules, create, runs } = createDailyWorker("2026-05-02T05:00:00Z");
  await create().putSchedule({ ...daily, catchUp: "once" });
  timers.setClock(new Date("2026-05-03T05:00:00Z"));
  let answer = () => {};
  const slow = {
    ...schedules,
    async list() {
      await new Promise<void>((resolve) => (answer = resolve));
      return schedules.list();
    },
  };
  const stopped = createNodeCronScheduler({ schedules: slow, timers });
  stopped.handle("sync-all-repositories", async () => ({ kind: "done" }));
  const starting = stopped.start();
  await stopped.stop();
  answer();
  await starting;
  const next = create();
  await next.start();
  await timers.advanceTo(new Date("2026-05-03T05:00:01Z"));
  expect(runs).toEqual(["05-03T05:00:00"]);
  await next.stop();
});

test("Whoever starts a scheduler that is starting hears how it went", async () => {
  const { timers, schedules } = createDailyWorker("2026-05-02T05:00:00Z");
  const list = () => Promise.reject(new Error("The database is down."));
  const scheduler = createNodeCronScheduler({ schedules: { ...schedules, list }, timers });
  const starts = await Promise.allSettled([scheduler.start(), scheduler.start()]);
  expect(starts.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

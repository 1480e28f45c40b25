import { createMemoryStore } from "@ghsync/store-memory";
import { schedulerContract } from "@ghsync/testing/contracts";
import cron from "node-cron";
import { describe, expect, it, test, vi } from "vitest";
import { createNodeCronScheduler, type NodeCronSchedulerOptions } from "../src/index.ts";
import { createNodeCronSubject } from "./node-cron-subject.ts";
import { recordLog } from "./record-log.ts";

for (const { name, run } of schedulerContract(() => createNodeCronSubject())) it(name, run);

const { schedules } = createMemoryStore();

describe("What is refused at the call", () => {
  test.each([
    [{ concurrency: 0 }, "concurrency must be a whole number of at least 1, not 0."],
    [{ concurrency: 1.5 }, "concurrency must be a whole number of at least 1, not 1.5."],
    [{ maxAttempts: Number.NaN }, "maxAttempts must be a whole number of at least 1, not NaN."],
    [{ schedules: {} as never }, "schedules is missing or incomplete"],
    [{ schedules: undefined as never }, "schedules is missing or incomplete"],
  ])("The options %o", (options, message) => {
    const call = () => createNodeCronScheduler({ schedules, ...options });
    expect(call).toThrow(expect.objectContaining({ code: "config_invalid" }));
    expect(call).toThrow(message);
  });

  test("No option that is undefined", () => {
    // As a host's configuration has them, under `exactOptionalPropertyTypes` too.
    const absent: Required<{
      [Name in keyof Omit<NodeCronSchedulerOptions, "schedules">]: undefined;
    }> = {
      concurrency: undefined,
      maxAttempts: undefined,
      log: undefined,
      timers: undefined,
      random: undefined,
    };
    expect(() => createNodeCronScheduler({ schedules, ...absent })).not.toThrow();
  });

  test("A job whose task has no handler here, and one of an invalid date", async () => {
    const { scheduler } = createNodeCronSubject();
    await expect(scheduler.enqueue("sync-all-repositories", {})).rejects.toThrow(
      "Task sync-all-repositories has no handler: call handle() first.",
    );
    scheduler.handle("sync-all-repositories", async () => ({ kind: "done" }));
    const runAt = new Date("tomorrow");
    await expect(scheduler.enqueue("sync-all-repositories", {}, { runAt })).rejects.toThrow(
      "runAt must be a valid Date, not Invalid Date.",
    );
    const notAfter = "2026-01-01" as never;
    await expect(scheduler.enqueue("sync-all-repositories", {}, { notAfter })).rejects.toThrow(
      "notAfter must be a valid Date, not 2026-01-01.",
    );
  });

  test("A missing payload of a job or a schedule, and an unknown task", async () => {
    const { scheduler } = createNodeCronSubject();
    const [task, payload] = ["sync-repository", undefined as never] as const;
    scheduler.handle(task, async () => ({ kind: "done" }));
    await expect(scheduler.enqueue(task, payload)).rejects.toThrow(
      "Task sync-repository needs a payload that is a plain JSON object, for example {}.",
    );
    const schedule = { id: "s", cron: "* * * * *", timeZone: "UTC", task, payload };
    await expect(scheduler.putSchedule(schedule)).rejects.toThrow("Schedule s needs a payload");
    await expect(scheduler.putSchedule({ ...schedule, task: "typo" as never })).rejects.toThrow(
      'Schedule s: there is no task "typo". Use sync-repository, sync-all-repositories,',
    );
  });

  test("An unknown role", async () => {
    const { scheduler } = createNodeCronSubject();
    await expect(scheduler.start({ role: "boss" as never })).rejects.toThrow(
      'role must be "worker" or "producer", not boss.',
    );
  });

  test("A producer's job, which no other process would run", async () => {
    const { scheduler } = createNodeCronSubject();
    scheduler.handle("sync-all-repositories", async () => ({ kind: "done" }));
    await scheduler.start({ role: "producer" });
    await expect(scheduler.enqueue("sync-all-repositories", {})).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining("A producer cannot enqueue with node-cron"),
    });
  });

  test("A grace that is no time, and a start during a stop", async () => {
    const { scheduler } = createNodeCronSubject();
    await expect(scheduler.stop({ graceMs: Number.NaN })).rejects.toThrow("graceMs must be");
    await scheduler.start();
    const stopped = scheduler.stop();
    await expect(scheduler.start()).rejects.toThrow("The scheduler is stopping");
    await stopped;
  });
});

test("A payload is what it was when it was enqueued", async () => {
  const { scheduler, advanceTo, now } = createNodeCronSubject();
  const seen: unknown[] = [];
  scheduler.handle("sync-repository", async ({ payload }) => {
    seen.push(payload);
    return { kind: "done" };
  });
  await scheduler.start();
  const payload = { repositoryId: "before" };
  await scheduler.enqueue("sync-repository", payload);
  payload.repositoryId = "after";
  await advanceTo(now());
  expect(seen).toEqual([{ repositoryId: "before" }]);
});

test("Whoever enqueues goes on before the job starts", async () => {
  const { scheduler, advanceTo, now } = createNodeCronSubject();
  const order: string[] = [];
  scheduler.handle("sync-all-repositories", async () => {
    order.push("runs");
    return { kind: "done" };
  });
  await scheduler.start();
  const enqueued = scheduler.enqueue("sync-all-repositories", {});
  order.push("enqueued");
  await enqueued;
  await advanceTo(now());
  expect(order).toEqual(["enqueued", "runs"]);
});

test("A stop leaves no timer behind, also where a job is to run later", async () => {
  const { scheduler, timers } = createNodeCronSubject();
  scheduler.handle("sync-all-repositories", async () => ({ kind: "done" }));
  await scheduler.start();
  await scheduler.enqueue("sync-all-repositories", {}, { runAt: new Date("2026-05-02T00:00:00Z") });
  expect(timers.waiting()).toBe(2);
  await scheduler.stop();
  expect(timers.waiting()).toBe(0);
});

test("What fails is logged in one line, without its payload", async () => {
  const { log, lines } = recordLog();
  const { scheduler, advanceTo } = createNodeCronSubject({ log, maxAttempts: 2 });
  scheduler.handle("sync-repository", async ({ attempt }) => {
    if (attempt === 1) throw new Error("It failed.");
    return undefined as never;
  });
  await scheduler.start();
  await scheduler.enqueue("sync-repository", { repositoryId: "secret" });
  await advanceTo(new Date("2026-05-01T13:00:00Z"));
  expect(lines).toEqual([
    "error Task sync-repository failed in attempt 1 of 2, again at 2026-05-01T12:00:32.500Z: It failed.",
    "error Task sync-repository failed in attempt 2 of 2, given up: the handler answered no outcome",
  ]);
});

test("A logger may be a part of one", async () => {
  const lines: string[] = [];
  const log = { error: (line: string) => void lines.push(line) };
  const { scheduler } = createNodeCronSubject({ log, maxAttempts: 1, concurrency: 1 });
  scheduler.handle("sync-all-repositories", () => Promise.reject(new Error("It failed.")));
  await scheduler.start();
  await scheduler.enqueue("sync-all-repositories", {});
  await scheduler.enqueue("sync-all-repositories", {}, { runAt: new Date("2026-05-02T00:00:00Z") });
  await scheduler.stop();
  expect(lines).toEqual([expect.stringContaining("It failed.")]);
  expect(() => createNodeCronScheduler({ schedules, log: "console" as never })).toThrow("log must");
});

test("A job whose failure can't be logged is tried again like any other", async () => {
  const broken = () => {
    throw new Error("The log is closed.");
  };
  const log = { debug: broken, info: broken, warn: broken, error: broken };
  const { scheduler, advanceTo } = createNodeCronSubject({ log, maxAttempts: 2, concurrency: 1 });
  const attempts: number[] = [];
  scheduler.handle("sync-repository", async ({ attempt }) => {
    attempts.push(attempt);
    throw new Error("It failed.");
  });
  await scheduler.start();
  await scheduler.enqueue("sync-repository", { repositoryId: "1" }, { key: "1" });
  await advanceTo(new Date("2026-05-01T13:00:00Z"));
  await scheduler.enqueue("sync-repository", { repositoryId: "1" }, { key: "1" });
  await advanceTo(new Date("2026-05-01T14:00:00Z"));
  expect(attempts).toEqual([1, 2, 1, 2]);
});

test("stop logs the jobs that it leaves behind", async () => {
  const { log, lines } = recordLog();
  const { scheduler, advanceTo } = createNodeCronSubject({ log, concurrency: 1 });
  scheduler.handle("sync-all-repositories", () => new Promise(() => {}));
  await scheduler.start();
  await scheduler.enqueue("sync-all-repositories", {});
  await scheduler.enqueue("sync-all-repositories", {});
  const stopped = scheduler.stop();
  await advanceTo(new Date("2026-05-01T12:00:18.000Z"));
  await stopped;
  expect(lines).toEqual([
    "warn 1 jobs ignore their signal, and still run after stop().",
    "info 1 jobs wait for the next start(), and are lost if this process ends.",
  ]);
});

test("Without a logger, warnings and errors go to the console", async () => {
  const error = vi.spyOn(console, "error").mockReturnValue();
  const timers = createNodeCronSubject().timers;
  const scheduler = createNodeCronScheduler({ schedules, timers, maxAttempts: 1 });
  scheduler.handle("sync-all-repositories", () => Promise.reject(new Error("It failed.")));
  await scheduler.start();
  await scheduler.enqueue("sync-all-repositories", {});
  await timers.advanceTo(timers.now());
  expect(error.mock.calls).toEqual([
    ["Task sync-all-repositories failed in attempt 1 of 1, given up: It failed."],
  ]);
  error.mockRestore();
});

test("A host's own node-cron tasks are neither listed with ours, nor stopped with them", async () => {
  const own = cron.schedule("0 4 * * *", () => undefined, { name: "the host's" });
  const { scheduler } = createNodeCronSubject();
  await scheduler.putSchedule({
    ...{ id: "daily", cron: "0 4 * * *", timeZone: "UTC" },
    ...{ task: "sync-all-repositories", payload: {} },
  });
  await scheduler.start();
  expect([...cron.getTasks().keys()]).toEqual([own.id]);
  await scheduler.stop();
  expect(own.getStatus()).toBe("idle");
  await own.destroy();
});

test("A host that shuts node-cron down does not stop our schedules", async () => {
  const { scheduler, advanceTo } = createNodeCronSubject();
  let runs = 0;
  scheduler.handle("sync-all-repositories", async () => {
    runs += 1;
    return { kind: "done" };
  });
  await scheduler.putSchedule({
    ...{ id: "minutely", cron: "* * * * *", timeZone: "UTC" },
    ...{ task: "sync-all-repositories", payload: {} },
  });
  await scheduler.start();
  await cron.shutdown();
  await advanceTo(new Date("2026-05-01T12:02:00Z"));
  expect(runs).toBe(2);
});

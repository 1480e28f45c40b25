import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createPrismaStore } from "@ghsync/store-prisma";
import { expect, test } from "vitest";
import { createTestDatabase } from "../../store-prisma/test/test-database.ts";
import { createNodeCronScheduler } from "../src/index.ts";
import type { Shift, ShiftReport } from "./claimer.ts";
import { createManualTimers } from "./manual-timers.ts";

/** Processes take their time to start where other tests run beside them. */
const TIMEOUT_MS = 60_000;

function forkScript(name: string, ...args: string[]): ChildProcess {
  const execArgv = ["--conditions=@ghsync/source"];
  return fork(join(import.meta.dirname, name), args, { execArgv });
}

test("Of four processes on one database, one alone fires each of thirty slots", {
  timeout: TIMEOUT_MS,
}, async () => {
  const { prisma, url } = await createTestDatabase();
  const { schedules } = createPrismaStore(prisma);
  const from = "2026-05-01T12:00:00Z";
  const timers = createManualTimers(new Date(from));
  await createNodeCronScheduler({ schedules, timers }).putSchedule({
    ...{ id: "minutely", cron: "* * * * *", timeZone: "UTC" },
    ...{ task: "sync-all-repositories", payload: {} },
  });
  const shift: Shift = { url, from, minutes: 30 };
  const processes = [1, 2, 3, 4].map(() => forkScript("claimer.ts", JSON.stringify(shift)));
  await Promise.all(processes.map((process) => once(process, "message")));
  const reports = processes.map(async (process): Promise<ShiftReport> => {
    const [report] = await once(process, "message");
    return report;
  });
  for (const process of processes) process.send("go");
  const all = await Promise.all(reports);
  expect(all.map(({ claims }) => claims)).toEqual([30, 30, 30, 30]);
  expect(all.reduce((sum, { runs }) => sum + runs, 0)).toBe(30);
});

test("A worker keeps its process alive until it is stopped, and a producer does not", {
  timeout: TIMEOUT_MS,
}, async () => {
  const producer = forkScript("idler.ts", "producer");
  const worker = forkScript("idler.ts", "worker");
  let hasWorkerEnded = false;
  worker.once("exit", () => {
    hasWorkerEnded = true;
  });
  const workerStarted = once(worker, "message");
  const [producerCode] = await once(producer, "exit");
  await workerStarted;
  expect([producerCode, hasWorkerEnded]).toEqual([0, false]);
  const ended = once(worker, "exit");
  worker.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

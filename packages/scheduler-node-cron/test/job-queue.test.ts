import { expect, test } from "vitest";
import type { Job } from "../src/job.ts";
import { createJobQueue } from "../src/job-queue.ts";
import { idOf, jobOf } from "./job-of.ts";
import { processorMs } from "./processor-ms.ts";

function createQueue() {
  const expired: Job[] = [];
  return { queue: createJobQueue((job) => expired.push(job)), expired };
}

test("A duplicate does not cost the waiting job its place", () => {
  const { queue } = createQueue();
  for (const id of ["a", "b", "c"]) queue.add(jobOf(id, { key: id, runAt: 5 }));
  expect(idOf(queue.take(5))).toBe("a");
  expect(queue.add(jobOf("b again", { key: "b", runAt: 1 }))).toBe("duplicate");
  expect([queue.take(5), queue.take(5)].map(idOf)).toEqual(["b", "c"]);
});

test("What waits for its key runs in its turn when the key is free, not before its time", () => {
  const { queue } = createQueue();
  queue.add(jobOf("first", { key: "k" }));
  const first = queue.take(0);
  queue.add(jobOf("second", { key: "k", runAt: 50 }));
  queue.add(jobOf("duplicate", { key: "k", runAt: 20 }));
  expect(queue.take(100)).toBeUndefined();
  expect(queue.nextAt()).toBeUndefined();
  if (first) queue.release(first);
  expect(queue.nextAt()).toBe(20);
  expect(queue.take(19)).toBeUndefined();
  expect(idOf(queue.take(20))).toBe("second");
});

test("A job is waiting until it is taken, dropped, or one with another", () => {
  const { queue, expired } = createQueue();
  queue.add(jobOf("a", { key: "k" }));
  queue.add(jobOf("a", { key: "k" }));
  queue.add(jobOf("expires", { notAfter: 5 }));
  expect(queue.waiting()).toBe(2);
  const job = queue.take(6);
  expect(queue.take(6)).toBeUndefined();
  expect(expired.map(idOf)).toEqual(["expires"]);
  expect(queue.waiting()).toBe(0);
  queue.add(jobOf("meanwhile", { key: "k" }));
  expect(queue.waiting()).toBe(1);
  if (job) queue.release(job, { ...job, again: true });
  expect(queue.waiting()).toBe(1);
  expect(idOf(queue.take(6))).toBe("a");
  expect(queue.waiting()).toBe(0);
});

test("A job that waits to run again is brought forward, and one that runs is as it was", () => {
  const { queue } = createQueue();
  queue.add(jobOf("first", { key: "k" }));
  const first = queue.take(0);
  if (first) queue.release(first, { ...first, attempt: 2, runAt: 90, again: true });
  queue.add(jobOf("a slot", { key: "k", runAt: 20, ofSlot: true }));
  expect(queue.nextAt()).toBe(90);
  queue.add(jobOf("earlier", { key: "k", runAt: 60 }));
  queue.add(jobOf("later", { key: "k", runAt: 70 }));
  expect(queue.nextAt()).toBe(60);
  const second = queue.take(60);
  expect(second).toMatchObject({ payload: { repositoryId: "first" }, attempt: 2, runAt: 60 });
  queue.add(jobOf("meanwhile", { key: "k", runAt: 61 }));
  expect(second?.runAt).toBe(60);
  if (second) queue.release(second, { ...second, attempt: 3, runAt: 900 });
  expect(queue.take(61)).toMatchObject({ payload: { repositoryId: "first" }, attempt: 3 });
  expect(queue.waiting()).toBe(0);
});

test("A job can start at the very last moment", () => {
  const { queue, expired } = createQueue();
  queue.add(jobOf("in time", { notAfter: 5 }));
  expect(idOf(queue.take(5))).toBe("in time");
  expect(expired).toEqual([]);
});

test("The time per job hardly grows with the jobs that wait, of as many keys and fifty groups", () => {
  // Quadratic work would take ten times as long in one queue as in ten.
  const inTen = processorMs(() => {
    for (let part = 0; part < 10; part += 1) expect(runAll(1_000)).toBe(1_000);
  });
  const inOne = processorMs(() => expect(runAll(10_000)).toBe(10_000));
  expect(inOne / inTen).toBeLessThan(5);
});

function runAll(jobs: number): number {
  const { queue } = createQueue();
  for (let n = 0; n < jobs; n += 1) {
    queue.add(jobOf(`r${n}`, { key: `k${n}`, group: `g${n % 50}`, runAt: (n * 7919) % 10_000 }));
  }
  let runs = 0;
  for (let job = queue.take(10_000); job; job = queue.take(10_000)) {
    queue.release(job);
    runs += 1;
  }
  return runs;
}

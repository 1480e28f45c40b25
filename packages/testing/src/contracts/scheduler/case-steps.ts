import assert from "node:assert/strict";
import { type EnqueueOptions, isGhsyncError, type Scheduler } from "@ghsync/core";
import type { RecordedRun } from "./record-runs.ts";
import type { SchedulerSubject } from "./scheduler-subject.ts";

/** How many seconds longer than its grace time a stop may take when handlers ignore their signal. */
const marginS = 15;

/** A stop that goes on. */
export interface Stopping {
  isOver(): boolean;
  /** Lets the time pass that it may still take after its grace. Rejects if it takes longer, or has failed. */
  overSoon(): Promise<void>;
}

/** Begins to stop a scheduler. */
export function beginStop(
  subject: SchedulerSubject,
  options?: Parameters<Scheduler["stop"]>[0],
): Stopping {
  let isOver = false;
  const stopped = subject.scheduler.stop(options).finally(() => {
    isOver = true;
  });
  // Whoever waits for it sees the failure.
  stopped.catch(() => undefined);
  return {
    isOver: () => isOver,
    async overSoon() {
      for (let s = 0; s <= marginS && !isOver; s += 1) await pass(subject, Math.min(s, 1));
      assert.ok(isOver, "The stop takes too long.");
      await stopped;
    },
  };
}

/** Stops a scheduler whose handlers all end when their signal is aborted. */
export async function stop(subject: SchedulerSubject): Promise<void> {
  await beginStop(subject, { graceMs: 0 }).overSoon();
}

/** An instant so many seconds from now. */
export function inSeconds({ now }: SchedulerSubject, seconds: number): Date {
  return new Date(now().getTime() + seconds * 1000);
}

/** Lets so many seconds pass; none: what is due now. */
export async function pass(subject: SchedulerSubject, seconds = 0): Promise<void> {
  await subject.advanceTo(inSeconds(subject, seconds));
}

/** Enqueues a sync of a repository. */
export function enqueueSync(
  { scheduler }: SchedulerSubject,
  repositoryId: string,
  options: EnqueueOptions = {},
): Promise<"queued" | "duplicate"> {
  return scheduler.enqueue("sync-repository", { repositoryId }, options);
}

/** Passes if so many runs have begun so far. `when` says what has happened until then. */
export function hasRun(runs: readonly RecordedRun[], times: number, when: string): void {
  const ids = runs.map(({ repositoryId }) => repositoryId).join(", ");
  const found = runs.length === 0 ? "0" : `${runs.length} (${ids})`;
  assert.equal(runs.length, times, `${when}, the number of runs is ${times}, and not ${found}.`);
}

/** The call is wrong, and says so at once. */
export async function rejectsAsInvalid(call: () => Promise<unknown>): Promise<void> {
  await assert.rejects(call, (error) => isGhsyncError(error) && error.code === "config_invalid");
}

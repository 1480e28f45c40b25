import assert from "node:assert/strict";
import type { Scheduler } from "@ghsync/core";
import { pass } from "./pass.ts";
import type { SchedulerSubject } from "./scheduler-subject.ts";

/** How much longer than its grace a stop may take for handlers that do not heed their signal, in seconds. */
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

/** Stops a scheduler in which nothing goes on that does not heed its signal. */
export async function stop(subject: SchedulerSubject): Promise<void> {
  await beginStop(subject, { graceMs: 0 }).overSoon();
}

import type { TaskOutcome } from "@ghsync/core";
import type { Job } from "./job.ts";

/** How a job ended that threw, or answered what is no outcome. */
export interface Thrown {
  readonly kind: "thrown";
  readonly error: unknown;
}

/** What a handler that throws is granted. */
export interface ThrownRule {
  readonly maxAttempts: number;
  /** From 0 to below 1. */
  random(): number;
}

const firstDelayMs = 30_000;
const longestDelayMs = 3_600_000;
/** A handler whose clock lags may ask for an instant that has passed, again and again. */
const shortestRescheduleMs = 1_000;

/** The job as it is to wait now, or `undefined` if it is over. */
export function judgeOutcome(
  job: Job,
  outcome: TaskOutcome | Thrown,
  now: number,
  { maxAttempts, random }: ThrownRule,
): Job | undefined {
  const { attempt } = job;
  if (outcome.kind === "retry") {
    return again(job, attempt + 1, now + Math.max(outcome.delayMs, 0));
  }
  if (outcome.kind === "reschedule") {
    return again(job, attempt, Math.max(outcome.at.getTime(), now + shortestRescheduleMs));
  }
  const isTriedAgain = outcome.kind === "thrown" && attempt < maxAttempts;
  return isTriedAgain ? again(job, attempt + 1, now + thrownDelayMs(attempt, random())) : undefined;
}

function again(job: Job, attempt: number, runAt: number): Job {
  return { ...job, attempt, runAt, again: true };
}

/** Doubles with each attempt; half of it is random, so that what failed together comes back apart. */
function thrownDelayMs(attempt: number, random: number): number {
  const longest = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
  return (longest / 2) * (1 + random);
}

/** Tells an outcome that an adapter can follow from anything else that JavaScript lets a handler answer. */
export function isOutcome(value: unknown): value is TaskOutcome {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  const { kind, delayMs, at } = value as { kind: unknown; delayMs?: unknown; at?: Partial<Date> };
  if (kind === "retry") return Number.isFinite(delayMs);
  if (kind === "reschedule") return Number.isFinite(at?.getTime?.());
  return kind === "done" || kind === "dead";
}

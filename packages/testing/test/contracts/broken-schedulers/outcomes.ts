import type { Scheduler, TaskOutcome } from "@ghsync/core";
import { type BrokenScheduler, handling } from "../broken-scheduler.ts";

/** Takes what handlers answer for something else. */
const answering = (wrapped: Scheduler, mistake: (outcome: TaskOutcome) => TaskOutcome) =>
  handling(wrapped, (handler) => async (context) => mistake(await handler(context)));

export const brokenOutcomes: readonly BrokenScheduler[] = [
  {
    bug: "never tries again",
    breaks: (wrapped) => answering(wrapped, () => ({ kind: "done" })),
    fails: [
      "A retry comes after its delay, with its payload, as the next attempt",
      "A rescheduled job comes at its time, as the same attempt",
      "A job that started in time is tried again after that",
      "A job that waits to run again holds its key, and a duplicate for later changes nothing",
      "A duplicate brings a job forward that waits to run again, to its own time or to now",
      "A retry and what was enqueued while the job ran are one run, at the earlier time",
    ],
  },
  {
    bug: "retries at once",
    breaks: (wrapped) =>
      answering(wrapped, (outcome) =>
        outcome.kind === "retry" ? { ...outcome, delayMs: 0 } : outcome,
      ),
    fails: [
      "A retry comes after its delay, with its payload, as the next attempt",
      "A job that waits to run again holds its key, and a duplicate for later changes nothing",
      "A duplicate brings a job forward that waits to run again, to its own time or to now",
      "A retry and what was enqueued while the job ran are one run, at the earlier time",
    ],
  },
  {
    bug: "counts no attempts",
    breaks: (wrapped) =>
      handling(wrapped, (handler) => (context) => handler({ ...context, attempt: 1 })),
    fails: [
      "A retry comes after its delay, with its payload, as the next attempt",
      "A rescheduled job comes at its time, as the same attempt",
      "A job that started in time is tried again after that",
      "A job that waits to run again holds its key, and a duplicate for later changes nothing",
      "A duplicate brings a job forward that waits to run again, to its own time or to now",
      "A retry and what was enqueued while the job ran are one run, at the earlier time",
    ],
  },
  {
    bug: "counts what is rescheduled",
    breaks: (wrapped, { now }) =>
      answering(wrapped, (outcome) => {
        if (outcome.kind !== "reschedule") return outcome;
        return { kind: "retry", delayMs: outcome.at.getTime() - now().getTime() };
      }),
    fails: [
      "A rescheduled job comes at its time, as the same attempt",
      "A job that waits to run again holds its key, and a duplicate for later changes nothing",
      "A duplicate brings a job forward that waits to run again, to its own time or to now",
    ],
  },
  {
    bug: "runs what is rescheduled at once",
    breaks: (wrapped, { now }) =>
      answering(wrapped, (outcome) =>
        outcome.kind === "reschedule" ? { ...outcome, at: now() } : outcome,
      ),
    fails: [
      "A rescheduled job comes at its time, as the same attempt",
      "A job that waits to run again holds its key, and a duplicate for later changes nothing",
      "A duplicate brings a job forward that waits to run again, to its own time or to now",
    ],
  },
  {
    bug: "tries dead jobs again",
    breaks: (wrapped) =>
      answering(wrapped, (outcome) =>
        outcome.kind === "dead" ? { kind: "retry", delayMs: 30_000 } : outcome,
      ),
    fails: [
      "A dead job never runs again, and frees its key",
      "What was enqueued while a job ran that turns out dead runs nevertheless, as a first attempt",
    ],
  },
  {
    bug: "buries what comes after a dead job",
    breaks(wrapped) {
      let isDead = false;
      return handling(wrapped, (handler) => async (context) => {
        if (isDead) return { kind: "done" };
        const outcome = await handler(context);
        isDead = outcome.kind === "dead";
        return outcome;
      });
    },
    fails: [
      "A dead job never runs again, and frees its key",
      "What was enqueued while a job ran that turns out dead runs nevertheless, as a first attempt",
    ],
  },
  {
    bug: "drops retries that come too late for a start",
    breaks(wrapped, { now }) {
      let until: Date | undefined;
      return {
        enqueue(task, payload, options) {
          until = options?.notAfter;
          return wrapped.enqueue(task, payload, options);
        },
        ...handling(wrapped, (handler) => async (context) => {
          if (until && now() > until) return { kind: "done" };
          return handler(context);
        }),
      };
    },
    fails: ["A job that started in time is tried again after that"],
  },
];

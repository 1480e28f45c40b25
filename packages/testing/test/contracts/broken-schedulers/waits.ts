import type { Scheduler } from "@ghsync/core";
import { type BrokenScheduler, handling } from "../broken-scheduler.ts";
import { trackKeys } from "./track-keys.ts";

export const brokenWaits: readonly BrokenScheduler[] = [
  {
    bug: "takes a retry for a new job",
    breaks(wrapped, { now }) {
      const { keyOf, enqueue } = trackKeys(wrapped);
      const runs: (string | undefined)[] = [];
      return {
        enqueue,
        ...handling(wrapped, (handler) => async (context) => {
          const key = keyOf(context.payload);
          runs.push(key);
          const attempt = runs.filter((other) => other === key).length;
          const outcome = await handler({ ...context, attempt });
          if (outcome.kind !== "retry" || key === undefined) return outcome;
          const runAt = new Date(now().getTime() + outcome.delayMs);
          await wrapped.enqueue("sync-repository", context.payload as never, { key, runAt });
          return { kind: "done" };
        }),
      };
    },
    fails: [
      "A rescheduled job comes at its time, as the same attempt",
      "What was enqueued while a job ran that turns out dead runs nevertheless, as a first attempt",
      "A job that waits to run again holds its key, and a duplicate for later changes nothing",
      "A duplicate brings a job forward that waits to run again, to its own time or to now",
      "A retry and what was enqueued while the job ran are one run, at the earlier time",
    ],
  },
  {
    bug: "keeps to the time that a handler has asked for",
    breaks(wrapped, { now }) {
      const { keyOf, enqueue } = trackKeys(wrapped);
      const waitUntil = new Map<string | undefined, Date>();
      return {
        enqueue(task, payload, options = {}) {
          const until = waitUntil.get(options.key);
          const runAt = until && until > now() ? until : options.runAt;
          return enqueue(task, payload, { ...options, ...(runAt && { runAt }) });
        },
        ...handling(wrapped, (handler) => async (context) => {
          const outcome = await handler(context);
          const { at, delayMs } = { at: now(), delayMs: 0, ...outcome };
          waitUntil.set(keyOf(context.payload), new Date(at.getTime() + delayMs));
          return outcome;
        }),
      };
    },
    fails: ["A duplicate brings a job forward that waits to run again, to its own time or to now"],
  },
  {
    bug: "forgets what was enqueued while a job ran that is to run again",
    breaks(wrapped) {
      let isRunning = false;
      let meanwhile: Parameters<Scheduler["enqueue"]>[] = [];
      return {
        async enqueue(...job) {
          if (!isRunning) return wrapped.enqueue(...job);
          meanwhile.push(job);
          return "queued";
        },
        ...handling(wrapped, (handler) => async (context) => {
          isRunning = true;
          const outcome = await handler(context);
          isRunning = false;
          if (outcome.kind === "done" || outcome.kind === "dead") {
            for (const job of meanwhile) await wrapped.enqueue(...job);
          }
          meanwhile = [];
          return outcome;
        }),
      };
    },
    fails: ["A retry and what was enqueued while the job ran are one run, at the earlier time"],
  },
];

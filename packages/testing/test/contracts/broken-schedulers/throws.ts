import type { TaskContext, TaskName, TaskOutcome } from "@ghsync/core";
import { type BrokenScheduler, handling } from "../broken-scheduler.ts";

/** Returns an outcome for a handler that throws. */
const catching = (
  answer: (context: TaskContext<TaskName>) => TaskOutcome | Promise<TaskOutcome>,
): NonNullable<BrokenScheduler["breaks"]> => {
  return (wrapped) =>
    handling(wrapped, (handler) => async (context) => {
      try {
        return await handler(context);
      } catch {
        return answer(context);
      }
    });
};

export const brokenThrows: readonly BrokenScheduler[] = [
  {
    bug: "gives up what throws once",
    breaks: catching(() => ({ kind: "dead" })),
    fails: [
      "A job whose handler throws is tried again, later, as the next attempt",
      "A job whose handler always throws is given up, and frees its key",
    ],
  },
  {
    bug: "tries for ever",
    breaks: catching(() => ({ kind: "retry", delayMs: 60_000 })),
    fails: ["A job whose handler always throws is given up, and frees its key"],
  },
  {
    bug: "tries again at once",
    breaks: catching(({ attempt }) =>
      attempt < 5 ? { kind: "retry", delayMs: 0 } : { kind: "dead" },
    ),
    fails: ["A job whose handler throws is tried again, later, as the next attempt"],
  },
  {
    bug: "is held up by what throws",
    breaks: catching(() => new Promise(() => {})),
    fails: [
      "A job whose handler throws is tried again, later, as the next attempt",
      "A job whose handler always throws is given up, and frees its key",
      "A job whose handler throws holds no other up, nor its place among those that run",
    ],
  },
];

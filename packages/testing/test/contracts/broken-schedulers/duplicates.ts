import { type BrokenScheduler, handling } from "../broken-scheduler.ts";
import { turn } from "../turn.ts";
import { trackKeys } from "./track-keys.ts";

export const brokenDuplicates: readonly BrokenScheduler[] = [
  {
    bug: "ignores duplicates",
    breaks(wrapped) {
      const waiting = new Set<string | undefined>();
      const { keyOf, enqueue } = trackKeys(wrapped);
      return {
        async enqueue(task, payload, options) {
          const key = options?.key;
          if (waiting.has(key)) return "duplicate";
          if (key !== undefined) waiting.add(key);
          return enqueue(task, payload, options);
        },
        ...handling(wrapped, (handler) => async (context) => {
          waiting.delete(keyOf(context.payload));
          return handler(context);
        }),
      };
    },
    fails: [
      "A duplicate moves the waiting job to its own time if that is earlier, and never later",
      "A duplicate that expires later, or never, keeps the waiting job for that long",
    ],
  },
  {
    bug: "looks for a key before it takes it",
    breaks(wrapped) {
      const waiting = new Set<string>();
      return {
        async enqueue(task, payload, options = {}) {
          const { key = "", ...others } = options;
          const isFree = !waiting.has(key);
          await turn();
          waiting.add(key);
          return isFree
            ? wrapped.enqueue(task, payload, others)
            : wrapped.enqueue(task, payload, options);
        },
      };
    },
    fails: [
      "While a job waits, its key takes no other: the first stays, with its payload",
      "What is enqueued while its key runs makes one more run, after it",
      "A duplicate moves the waiting job to its own time if that is earlier, and never later",
      "A key holds through many at once",
    ],
  },
];

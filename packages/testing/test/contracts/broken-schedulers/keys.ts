import type { TaskMap } from "@ghsync/core";
import { type BrokenScheduler, enqueueing, handling } from "../broken-scheduler.ts";
import { trackKeys } from "./track-keys.ts";

export const brokenKeys: readonly BrokenScheduler[] = [
  {
    bug: "knows no keys",
    breaks: (wrapped) => enqueueing(wrapped, ({ key: _, ...options }) => options),
    fails: [
      "While a job waits, its key takes no other: the first stays, with its payload",
      "What is enqueued while its key runs makes one more run, after it",
      "A duplicate moves the waiting job to its own time if that is earlier, and never later",
      "A key holds through many at once",
    ],
  },
  {
    bug: "keeps the latest payload",
    breaks(wrapped) {
      const latest = new Map<string | undefined, unknown>();
      const { keyOf, enqueue } = trackKeys(wrapped);
      return {
        enqueue(task, payload, options) {
          latest.set(options?.key, payload);
          return enqueue(task, payload, options);
        },
        ...handling(wrapped, (handler) => (context) => {
          const payload = latest.get(keyOf(context.payload)) as TaskMap["sync-repository"];
          return handler({ ...context, payload });
        }),
      };
    },
    fails: [
      "While a job waits, its key takes no other: the first stays, with its payload",
      "What is enqueued while its key runs makes one more run, after it",
    ],
  },
  {
    bug: "never frees a key",
    breaks(wrapped) {
      const taken = new Set<string>();
      return {
        async enqueue(task, payload, options = {}) {
          const { key } = options;
          if (key !== undefined && taken.has(key)) return "duplicate";
          if (key !== undefined) taken.add(key);
          return wrapped.enqueue(task, payload, options);
        },
      };
    },
    fails: [
      "A key is free again when its job is done",
      "What is enqueued while its key runs makes one more run, after it",
      "A duplicate moves the waiting job to its own time if that is earlier, and never later",
      "A duplicate that expires later, or never, keeps the waiting job for that long",
    ],
  },
  {
    bug: "has one key for all",
    breaks: (wrapped) => enqueueing(wrapped, (options) => ({ ...options, key: "all" })),
    fails: [
      "Keys have nothing to do with each other",
      "A duplicate that expires later, or never, keeps the waiting job for that long",
    ],
  },
  {
    bug: "takes what runs for what waits",
    breaks(wrapped) {
      const held = new Set<string | undefined>();
      const { keyOf, enqueue } = trackKeys(wrapped);
      return {
        async enqueue(task, payload, options) {
          const key = options?.key;
          if (held.has(key)) await enqueue(task, payload, options);
          if (held.has(key)) return "duplicate";
          if (key !== undefined) held.add(key);
          return enqueue(task, payload, options);
        },
        ...handling(wrapped, (handler) => async (context) => {
          try {
            return await handler(context);
          } finally {
            held.delete(keyOf(context.payload));
          }
        }),
      };
    },
    fails: ["What is enqueued while its key runs makes one more run, after it"],
  },
  {
    bug: "runs a key beside itself",
    breaks(wrapped) {
      const running = new Set<string | undefined>();
      const { keyOf, enqueue } = trackKeys(wrapped);
      return {
        enqueue(task, payload, options = {}) {
          const { key, ...others } = options;
          const isBeside = key !== undefined && running.has(key);
          return enqueue(task, payload, isBeside ? { ...others, key: `${key}, too` } : options);
        },
        ...handling(wrapped, (handler) => async (context) => {
          running.add(keyOf(context.payload));
          return handler(context);
        }),
      };
    },
    fails: ["What is enqueued while its key runs makes one more run, after it"],
  },
];

import { type BrokenScheduler, enqueueing, handling } from "../broken-scheduler.ts";

export const brokenConcurrencies: readonly BrokenScheduler[] = [
  {
    bug: "runs everything at once",
    concurrency: 100,
    fails: [
      "As many jobs run at once as were asked for, and not more",
      "Groups take turns: the only job of one waits for none of another's many",
    ],
  },
  {
    bug: "runs one job at a time",
    concurrency: 1,
    fails: [
      "As many jobs run at once as were asked for, and not more",
      "A job that waits for its key takes no place among those that run",
      "Groups take turns: the only job of one waits for none of another's many",
    ],
  },
  {
    bug: "keeps a place for a job that waits for its key",
    breaks(wrapped) {
      let last: Promise<unknown> = Promise.resolve();
      const ofKey = new Set<string>();
      return {
        enqueue(task, payload, { key, ...options } = {}) {
          if (key !== undefined) ofKey.add(JSON.stringify(payload));
          return wrapped.enqueue(task, payload, options);
        },
        ...handling(wrapped, (handler) => async (context) => {
          if (!ofKey.has(JSON.stringify(context.payload))) return handler(context);
          const outcome = last.then(() => handler(context));
          last = outcome;
          return outcome;
        }),
      };
    },
    fails: ["A job that waits for its key takes no place among those that run"],
  },
  {
    bug: "knows no groups",
    breaks: (wrapped) => enqueueing(wrapped, ({ group: _, ...options }) => options),
    fails: ["Groups take turns: the only job of one waits for none of another's many"],
  },
];

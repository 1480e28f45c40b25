import { type BrokenScheduler, handling } from "../broken-scheduler.ts";

export const brokenLifecycles: readonly BrokenScheduler[] = [
  {
    bug: "takes another role by a second start",
    breaks(wrapped) {
      let isStarted = false;
      return {
        async start(options) {
          if (isStarted) await wrapped.stop();
          isStarted = true;
          await wrapped.start(options);
        },
      };
    },
    fails: ["Starting twice is starting once, and its role changes only by a stop"],
  },
  {
    bug: "cannot be started twice",
    breaks(wrapped) {
      let isStarted = false;
      return {
        async start(options) {
          if (isStarted) throw new Error("It is started.");
          isStarted = true;
          await wrapped.start(options);
        },
      };
    },
    fails: [
      "Starting twice is starting once, and its role changes only by a stop",
      "After a stop nothing can be enqueued, until the next start",
      "What waited at a stop goes on at the next start",
    ],
  },
  {
    bug: "works in any role",
    breaks: (wrapped) => ({ start: () => wrapped.start() }),
    fails: [
      "Starting twice is starting once, and its role changes only by a stop",
      "A producer runs nothing: what it enqueues waits for a worker, or is refused at once",
      "A producer puts, lists and removes schedules, and fires none",
    ],
  },
  {
    bug: "fails to enqueue as a producer, who knows why",
    breaks: (wrapped) => ({
      enqueue: (...job) =>
        wrapped.enqueue(...job).catch(() => {
          throw new TypeError("queue is undefined");
        }),
    }),
    fails: [
      "A producer runs nothing: what it enqueues waits for a worker, or is refused at once",
      "After a stop nothing can be enqueued, until the next start",
    ],
  },
  {
    bug: "takes jobs after a stop",
    breaks(wrapped) {
      let isStopped = false;
      return {
        stop(options) {
          isStopped = true;
          return wrapped.stop(options);
        },
        start(options) {
          isStopped = false;
          return wrapped.start(options);
        },
        enqueue: async (...job) => (isStopped ? "queued" : wrapped.enqueue(...job)),
      };
    },
    fails: ["After a stop nothing can be enqueued, until the next start"],
  },
  {
    bug: "forgets at a stop what waits",
    breaks(wrapped) {
      const forgotten = new Set<string>();
      const waiting = new Set<string>();
      return {
        enqueue(task, payload, options) {
          waiting.add(JSON.stringify(payload));
          return wrapped.enqueue(task, payload, options);
        },
        stop(options) {
          for (const job of waiting) forgotten.add(job);
          return wrapped.stop(options);
        },
        ...handling(wrapped, (handler) => async (context) => {
          const job = JSON.stringify(context.payload);
          waiting.delete(job);
          return forgotten.has(job) ? { kind: "done" } : handler(context);
        }),
      };
    },
    fails: ["What waited at a stop goes on at the next start"],
  },
];

import type { TaskName } from "@ghsync/core";
import { type BrokenScheduler, enqueueing, handling } from "../broken-scheduler.ts";

export const brokenJobs: readonly BrokenScheduler[] = [
  {
    bug: "runs each job twice",
    breaks: (wrapped) => ({
      async enqueue(task, payload, { key: _, ...options } = {}) {
        await wrapped.enqueue(task, payload, options);
        return wrapped.enqueue(task, payload, options);
      },
    }),
    fails: [
      "A job runs once, with its payload, as its first attempt",
      "Each task has its own handler",
      "Jobs without a key have nothing to do with each other, even of one payload",
      "What is enqueued before the start runs after it",
      "A job does not start before its time, and others do not wait for it",
      "A job that has not started in time is dropped, and frees its key",
    ],
  },
  {
    bug: "keeps payloads in Latin-1",
    breaks: (wrapped) => ({
      enqueue: (task, payload, options) =>
        wrapped.enqueue(
          task,
          JSON.parse(Buffer.from(JSON.stringify(payload), "latin1").toString("latin1")),
          options,
        ),
    }),
    fails: ["A job runs once, with its payload, as its first attempt"],
  },
  {
    bug: "hands out signals that have aborted",
    breaks: (wrapped) =>
      handling(
        wrapped,
        (handler) => (context) => handler({ ...context, signal: AbortSignal.abort() }),
      ),
    fails: ["A job runs once, with its payload, as its first attempt"],
  },
  {
    bug: "calls the handler that came first",
    breaks(wrapped) {
      let first: TaskName | undefined;
      return {
        handle(task, handler) {
          first ??= task;
          wrapped.handle(task, handler);
        },
        enqueue: (task, payload, options) => wrapped.enqueue(first ?? task, payload, options),
      };
    },
    fails: ["Each task has its own handler"],
  },
  {
    bug: "takes payloads for keys",
    breaks: (wrapped) => ({
      enqueue: (task, payload, options = {}) =>
        wrapped.enqueue(task, payload, { ...options, key: JSON.stringify(payload) }),
    }),
    fails: ["Jobs without a key have nothing to do with each other, even of one payload"],
  },
  {
    bug: "forgets what is enqueued before it is started",
    breaks(wrapped) {
      let isStarted = false;
      return {
        start(options) {
          isStarted = true;
          return wrapped.start(options);
        },
        enqueue: async (...job) => (isStarted ? wrapped.enqueue(...job) : "queued"),
      };
    },
    fails: [
      "Jobs without a key have nothing to do with each other, even of one payload",
      "What is enqueued before the start runs after it",
      "A job that has not started in time is dropped, and frees its key",
    ],
  },
  {
    bug: "starts with its first job",
    breaks: (wrapped) => ({
      async enqueue(...job) {
        await wrapped.start();
        return wrapped.enqueue(...job);
      },
    }),
    fails: [
      "What is enqueued before the start runs after it",
      "A job that has not started in time is dropped, and frees its key",
    ],
  },
  {
    bug: "starts jobs at once",
    breaks: (wrapped) => enqueueing(wrapped, ({ runAt: _, ...options }) => options),
    fails: ["A job does not start before its time, and others do not wait for it"],
  },
  {
    bug: "runs jobs that have expired",
    breaks: (wrapped) => enqueueing(wrapped, ({ notAfter: _, ...options }) => options),
    fails: ["A job that has not started in time is dropped, and frees its key"],
  },
  {
    bug: "leaves its key to a job that has expired",
    breaks(wrapped) {
      const held = new Set<string | undefined>([]);
      return {
        async enqueue(task, payload, options = {}) {
          if (held.has(options.key)) return "duplicate";
          if (options.key && options.notAfter) held.add(options.key);
          return wrapped.enqueue(task, payload, options);
        },
      };
    },
    fails: ["A job that has not started in time is dropped, and frees its key"],
  },
  {
    bug: "says nothing of a handler that comes too often or too late",
    breaks: (wrapped) => ({
      handle(task, handler) {
        try {
          wrapped.handle(task, handler);
        } catch {}
      },
    }),
    fails: ["A task has one handler, from before the start"],
  },
];

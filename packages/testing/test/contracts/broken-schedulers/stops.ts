import { type BrokenScheduler, handling } from "../broken-scheduler.ts";

export const brokenStops: readonly BrokenScheduler[] = [
  {
    bug: "does not wait for what runs",
    breaks: (wrapped) => ({
      async stop(options) {
        void wrapped.stop(options);
      },
    }),
    fails: [
      "stop waits for the running jobs, and starts no others",
      "When its grace is over, a stop aborts what runs, and waits for its end",
    ],
  },
  {
    bug: "aborts at once",
    breaks: (wrapped) => ({ stop: () => wrapped.stop({ graceMs: 0 }) }),
    fails: [
      "stop waits for the running jobs, and starts no others",
      "When its grace is over, a stop aborts what runs, and waits for its end",
    ],
  },
  {
    bug: "takes all of its grace",
    breaks: (wrapped, { timers }) => ({
      async stop({ graceMs = 5_000 } = {}) {
        const end = new Date(timers.now().getTime() + graceMs);
        await new Promise<void>((resolve) => {
          timers.setTimer(end, resolve);
        });
        await wrapped.stop({ graceMs: 0 });
      },
    }),
    fails: [
      "stop waits for the running jobs, and starts no others",
      "A stop of a scheduler that does nothing takes none of its grace",
      "Stopping is idempotent: before a start, twice at once, and afterwards",
      "A second stop can shorten the grace of the first",
    ],
  },
  {
    bug: "works off what waits before it stops",
    breaks(wrapped) {
      let open = 0;
      let onEmpty = () => {};
      return {
        enqueue(...job) {
          open += 1;
          return wrapped.enqueue(...job);
        },
        async stop(options) {
          if (open > 0) {
            await new Promise<void>((resolve) => {
              onEmpty = resolve;
            });
          }
          await wrapped.stop(options);
        },
        ...handling(wrapped, (handler) => async (context) => {
          const outcome = await handler(context);
          open -= 1;
          if (open === 0) onEmpty();
          return outcome;
        }),
      };
    },
    fails: [
      "stop waits for the running jobs, and starts no others",
      "When its grace is over, a stop aborts what runs, and waits for its end",
      "stop resolves soon after the grace time although a handler ignores its signal",
      "A job that a stop interrupts runs again at the next start, as the same attempt",
      "Stopping is idempotent: before a start, twice at once, and afterwards",
      "A second stop can shorten the grace of the first",
    ],
  },
  {
    bug: "waits without an end",
    breaks: (wrapped) => ({ stop: () => wrapped.stop({ graceMs: Number.POSITIVE_INFINITY }) }),
    fails: [
      "When its grace is over, a stop aborts what runs, and waits for its end",
      "stop resolves soon after the grace time although a handler ignores its signal",
      "A job that a stop interrupts runs again at the next start, as the same attempt",
      "A second stop can shorten the grace of the first",
    ],
  },
  {
    bug: "does not wait for what it aborts",
    breaks: (wrapped, { timers }) => ({
      async stop({ graceMs = 5_000 } = {}) {
        const end = new Date(timers.now().getTime() + graceMs);
        const graceIsOver = new Promise<void>((resolve) => {
          timers.setTimer(end, resolve);
        });
        await Promise.race([wrapped.stop({ graceMs }), graceIsOver]);
      },
    }),
    fails: ["When its grace is over, a stop aborts what runs, and waits for its end"],
  },
  {
    bug: "takes an interruption for a failure",
    breaks: (wrapped) =>
      handling(wrapped, (handler) => async (context) => {
        try {
          return await handler(context);
        } catch {
          return { kind: "retry", delayMs: 0 };
        }
      }),
    fails: ["A job that a stop interrupts runs again at the next start, as the same attempt"],
  },
  {
    bug: "stops only once, and only after a start",
    breaks(wrapped) {
      let isStarted = false;
      return {
        start(options) {
          isStarted = true;
          return wrapped.start(options);
        },
        async stop(options) {
          if (!isStarted) throw new Error("It is not started.");
          isStarted = false;
          await wrapped.stop(options);
        },
      };
    },
    fails: [
      "Stopping is idempotent: before a start, twice at once, and afterwards",
      "A second stop can shorten the grace of the first",
    ],
  },
  {
    bug: "sticks to the grace of its first stop",
    breaks(wrapped) {
      let stopped: Promise<void> | undefined;
      return {
        start(options) {
          stopped = undefined;
          return wrapped.start(options);
        },
        stop(options) {
          stopped ??= wrapped.stop(options);
          return stopped;
        },
      };
    },
    fails: ["A second stop can shorten the grace of the first"],
  },
];

import type { Scheduler, TaskContext, TaskName, TaskOutcome } from "@ghsync/core";

type Handler = (context: TaskContext<TaskName>) => Promise<TaskOutcome>;

/** A scheduler that runs nothing by itself, and records what passes through it. */
export interface RecordingScheduler {
  readonly scheduler: Scheduler;
  /** Runs the enqueued jobs, and the jobs that they enqueue. Rejects if a handler does. */
  work(rejected: (error: unknown) => void): Promise<void>;
}

/** @param jobs gets a copy of each enqueued job, and the handlers' results */
export function createRecordingScheduler(jobs: unknown[]): RecordingScheduler {
  const handlers = new Map<TaskName, Handler>();
  const waiting = new Map<string, { readonly task: TaskName; readonly payload: object }>();
  const nothing = async () => undefined;
  return {
    scheduler: {
      handle: (task, handler) => void handlers.set(task, handler as unknown as Handler),
      async enqueue(task, payload, options) {
        jobs.push(structuredClone({ task, payload, options }));
        waiting.set(options?.key ?? task, { task, payload });
        return "queued";
      },
      async putSchedule(schedule) {
        jobs.push(structuredClone(schedule));
        return "created";
      },
      listSchedules: async () => [],
      removeSchedule: async () => false,
      start: nothing,
      stop: nothing,
    },
    async work(rejected) {
      for (const [key, { task, payload }] of waiting) {
        waiting.delete(key);
        const context = { payload, attempt: 1, signal: new AbortController().signal };
        try {
          jobs.push(await handlers.get(task)?.(context as TaskContext<TaskName>));
        } catch (error) {
          rejected(error);
        }
      }
    },
  };
}

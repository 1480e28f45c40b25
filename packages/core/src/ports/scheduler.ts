/** Tasks and their payloads. Payloads are JSON. Hosts may add their own by declaration merging. */
export interface TaskMap {
  /** Sync one repository; with `ifDue`, only if it is due by then. */
  "sync-repository": { readonly repositoryId: string; readonly ifDue?: boolean };
  /** Enqueue `sync-repository` for each active repository. */
  "sync-all-repositories": Record<string, never>;
  /** Enqueue `sync-repository` for each repository that is due. */
  "sync-due-repositories": Record<string, never>;
}

export type TaskName = keyof TaskMap;

/** What a handler answers. Core computes every delay; an adapter only translates. */
export type TaskOutcome =
  | { readonly kind: "done" }
  /** Try again after `delayMs`; counts as an attempt. */
  | { readonly kind: "retry"; readonly delayMs: number }
  /** Run again at `at`; does not count as an attempt (a rate limit, a busy lease). */
  | { readonly kind: "reschedule"; readonly at: Date }
  /** Never again: a person has to act. */
  | { readonly kind: "dead" };

/** What a handler is called with. */
export interface TaskContext<N extends TaskName> {
  readonly payload: TaskMap[N];
  /** From 1. */
  readonly attempt: number;
  /** Aborts at shutdown and at the engine's own time limit. */
  readonly signal: AbortSignal;
}

export interface EnqueueOptions {
  /** At most one waiting job per key; enqueueing while one runs means one more run after it. */
  readonly key?: string;
  /** Not before. */
  readonly runAt?: Date;
  /** Dropped if it has not started by then. */
  readonly notAfter?: Date;
  /** The quota it draws on: a hint for fairness, never for correctness. */
  readonly group?: string;
}

/** A task that is enqueued by the clock. */
export interface Schedule<N extends TaskName = TaskName> {
  /** Its identity: putting it twice changes it. */
  readonly id: string;
  /** Five fields. */
  readonly cron: string;
  /** An IANA name, for example `UTC`. */
  readonly timeZone: string;
  readonly task: N;
  readonly payload: TaskMap[N];
  /** A slot that could not start within this time is dropped. */
  readonly expireAfterMs?: number;
  /**
   * What becomes of slots that passed while nobody worked: nothing, or one run for the newest of them, unless it expired.
   *
   * @defaultValue "skip"
   */
  readonly catchUp?: "skip" | "once";
}

/**
 * Runs tasks: inside one process, or through the host's job engine. At least once; never the only guard against two runs of one
 * repository (that is the lease), and never the only memory of what is due (that is `RepoStore.listDue`).
 */
export interface Scheduler {
  /** Registers the handler of a task. Before `start`; once per task. A handler that throws is retried as by the engine's default. */
  handle<N extends TaskName>(
    task: N,
    handler: (context: TaskContext<N>) => Promise<TaskOutcome>,
  ): void;
  /** Enqueues a job, durably if the engine is durable. Answers `duplicate` where `key` already waits. */
  enqueue<N extends TaskName>(
    task: N,
    payload: TaskMap[N],
    options?: EnqueueOptions,
  ): Promise<"queued" | "duplicate">;
  /** Creates or changes a schedule. Idempotent, from however many processes. Rejects a bad cron or time zone. */
  putSchedule(schedule: Schedule): Promise<"created" | "updated" | "unchanged">;
  /** All schedules, with their next slot. */
  listSchedules(): Promise<readonly (Schedule & { readonly nextRunAt: Date | undefined })[]>;
  /** Answers false if there was none. */
  removeSchedule(id: string): Promise<boolean>;
  /** Starts working. A `producer` (a web process) only enqueues. @defaultValue role "worker" */
  start(options?: { readonly role?: "worker" | "producer" }): Promise<void>;
  /** Takes no new job, aborts what still runs after `graceMs`, and resolves when nothing runs. Idempotent. */
  stop(options?: { readonly graceMs?: number }): Promise<void>;
}

/** Where a scheduler without tables of its own keeps its schedules. The same adapters implement it as `RepoStore`. */
export interface ScheduleStore {
  /** Creates or replaces by id. */
  put(schedule: Schedule): Promise<"created" | "updated" | "unchanged">;
  list(): Promise<readonly Schedule[]>;
  /** Answers false if there was none. */
  remove(id: string): Promise<boolean>;
  /** True for exactly one caller per (id, slot), across processes. */
  claimSlot(id: string, slot: Date): Promise<boolean>;
  /** The newest claimed slot, or `undefined`. */
  lastSlot(id: string): Promise<Date | undefined>;
}

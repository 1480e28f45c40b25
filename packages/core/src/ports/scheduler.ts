/** Tasks and their payloads. Payloads are plain JSON objects. Hosts may add their own by declaration merging. */
export interface TaskMap {
  /** Sync one repository; with `ifDue`, only if it is due by then. */
  "sync-repository": { readonly repositoryId: string; readonly ifDue?: boolean };
  /** Enqueue `sync-repository` for each active repository. */
  "sync-all-repositories": Record<string, never>;
  /** Enqueue `sync-repository` for each repository that is due. */
  "sync-due-repositories": Record<string, never>;
}

export type TaskName = keyof TaskMap;

/**
 * What a handler answers. Core computes every delay; an adapter only translates. A job that is to run again keeps its key, and
 * `notAfter` no longer concerns it. It runs earlier where it is enqueued for an earlier time, see `Scheduler.enqueue`.
 */
export type TaskOutcome =
  | { readonly kind: "done" }
  /** Try again after `delayMs`; counts as an attempt. However many: it is the handler that gives up, by `dead`. */
  | { readonly kind: "retry"; readonly delayMs: number }
  /** Run again at `at`; does not count as an attempt (a rate limit, a busy lease). */
  | { readonly kind: "reschedule"; readonly at: Date }
  /** This job never again: a person has to act. */
  | { readonly kind: "dead" };

/** What a handler is called with. */
export interface TaskContext<N extends TaskName> {
  readonly payload: TaskMap[N];
  /** From 1. */
  readonly attempt: number;
  /** Aborts at shutdown, and at the engine's own time limit if it has one. */
  readonly signal: AbortSignal;
}

export interface EnqueueOptions {
  /**
   * Names the work: of one key, at most one job waits and at most one runs, whatever their payloads. Enqueueing while one runs
   * means one more run after it. A job that is to run again (`retry`, `reschedule`) waits; what was enqueued while it ran is then a
   * duplicate of it.
   */
  readonly key?: string | undefined;
  /** Not before. @defaultValue now */
  readonly runAt?: Date | undefined;
  /** Dropped if it has not started by then. @defaultValue never */
  readonly notAfter?: Date | undefined;
  /** The quota it draws on: a hint for fairness, never for correctness. */
  readonly group?: string | undefined;
}

/** A task that is enqueued by the clock. */
export interface Schedule<N extends TaskName = TaskName> {
  /** Its identity: putting it twice changes it. */
  readonly id: string;
  /**
   * Five fields of numbers, `*`, lists, ranges and steps, with three-letter names for months and weekdays. A range does not end before
   * it begins, no step is above its field's last value, and day of month and weekday are not both limited: engines disagree on
   * what that means.
   */
  readonly cron: string;
  /** An IANA name, for example `UTC`. */
  readonly timeZone: string;
  readonly task: N;
  readonly payload: TaskMap[N];
  /** A slot that could not start within this time is dropped. @defaultValue never */
  readonly expireAfterMs?: number;
  /**
   * What becomes of slots that passed while nobody worked: nothing, or one run for the newest of them, unless it expired. Slots
   * before the schedule was created, or before its cron, time zone or task was last changed, are not missed ones.
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
  /**
   * Registers the handler of a task. Before `start`; once per task. A job whose handler throws is tried again by the engine's
   * own rule, with growing delays and not for ever.
   *
   * @throws GhsyncError `config_invalid` once started, or if the task has a handler
   */
  handle<N extends TaskName>(
    task: N,
    handler: (context: TaskContext<N>) => Promise<TaskOutcome>,
  ): void;
  /**
   * Enqueues a job, durably if the engine is durable. Answers `duplicate` where one of its key already waits, also where that one waits
   * to run again: it keeps its payload and its attempt, is brought forward to an earlier `runAt` (none is now), and expires at the
   * later `notAfter`. A later `runAt` changes nothing, and a job that runs is not touched. An adapter whose engine cannot move a
   * job may put another one of the same payload and attempt in its place.
   *
   * Before `start`, jobs wait for it.
   *
   * @throws GhsyncError `config_invalid` after `stop`, where no process could ever run the job, for a payload that is no plain JSON
   * object, and for an instant that is no valid `Date`
   */
  enqueue<N extends TaskName>(
    task: N,
    payload: TaskMap[N],
    options?: EnqueueOptions,
  ): Promise<"queued" | "duplicate">;
  /**
   * Creates or changes a schedule, at any time. Idempotent, from however many processes: each slot enqueues one job, in one of those
   * that handle the task. A slot whose predecessor still runs waits for it, and one whose predecessor still waits is one with it;
   * it does not shorten a wait that a handler asked for.
   *
   * @throws GhsyncError `config_invalid` for a bad cron, time zone or option, for a payload that is no plain JSON object, and for a
   * task that is neither one of ghsync's nor has a handler here
   */
  putSchedule(schedule: Schedule): Promise<"created" | "updated" | "unchanged">;
  /** All schedules, with their next slot; `undefined` where there is none. */
  listSchedules(): Promise<readonly (Schedule & { readonly nextRunAt: Date | undefined })[]>;
  /** Answers false if there was none. */
  removeSchedule(id: string): Promise<boolean>;
  /**
   * Starts working, also after `stop`. A `producer` (a web process) runs nothing. In the role it already has it changes nothing.
   *
   * @defaultValue role "worker"
   * @throws GhsyncError `config_invalid` in another role than the one it has, or in one that is none
   */
  start(options?: { readonly role?: "worker" | "producer" }): Promise<void>;
  /**
   * Starts no more jobs, aborts what still runs after `graceMs`, and resolves when nothing runs, or soon after the abort if a handler
   * does not heed it. A job that it interrupts loses no attempt. Idempotent; a second call can shorten the time.
   */
  stop(options?: { readonly graceMs?: number }): Promise<void>;
}

/** Where a scheduler without tables of its own keeps its schedules. The same adapters implement it as `RepoStore`. */
export interface ScheduleStore {
  /** Creates or replaces by id. */
  put(schedule: Schedule): Promise<"created" | "updated" | "unchanged">;
  list(): Promise<readonly Schedule[]>;
  /** Answers false if there was none. */
  remove(id: string): Promise<boolean>;
  /**
   * True for exactly one caller per (id, slot), across processes, whether there is such a schedule or not. Whoever gets it enqueues the
   * slot's job. Before a scheduler puts a schedule that is new, or has another cron, time zone or task, it claims the slot that was
   * last by then, so that nobody catches up with it.
   */
  claimSlot(id: string, slot: Date): Promise<boolean>;
  /** The newest claimed slot, or `undefined`. */
  lastSlot(id: string): Promise<Date | undefined>;
}

/**
 * Tasks and their payloads. Payloads are plain JSON objects. Hosts may add tasks by declaration
 * merging.
 */
export interface TaskMap {
  /** Syncs one repository; with `ifDue`, only if it is still due. */
  "sync-repository": { readonly repositoryId: string; readonly ifDue?: boolean };
  /** Enqueues `sync-repository` for each active repository. */
  "sync-all-repositories": Record<string, never>;
  /** Enqueues `sync-repository` for each due repository. */
  "sync-due-repositories": Record<string, never>;
}

export type TaskName = keyof TaskMap;

/**
 * What a handler returns. Core computes every delay; an adapter only translates it.
 *
 * A job that has to run again keeps its key, and `notAfter` no longer applies to it. It runs
 * earlier if it is enqueued for an earlier time, see `Scheduler.enqueue`.
 */
export type TaskOutcome =
  | { readonly kind: "done" }
  /** Try again after `delayMs`. Counts as an attempt. Only the handler gives up, with `dead`. */
  | { readonly kind: "retry"; readonly delayMs: number }
  /** Run again at `at`. Does not count as an attempt (a rate limit, a busy lease). */
  | { readonly kind: "reschedule"; readonly at: Date }
  /** Never run this job again: a user must fix something first. */
  | { readonly kind: "dead" };

/** The argument of a handler. */
export interface TaskContext<N extends TaskName> {
  readonly payload: TaskMap[N];
  /** Counted from 1. */
  readonly attempt: number;
  /** Aborts at shutdown, and at the engine's own time limit if it has one. */
  readonly signal: AbortSignal;
}

export interface EnqueueOptions {
  /**
   * Names the work. At most one job of a key waits and at most one runs, whatever their payloads.
   *
   * Enqueueing while a job runs means one more run after it. A job that has to run again (`retry`,
   * `reschedule`) waits; a job enqueued during its run is then its duplicate.
   */
  readonly key?: string | undefined;
  /** The earliest start. @defaultValue now */
  readonly runAt?: Date | undefined;
  /** The job is dropped if it has not started by then. @defaultValue never */
  readonly notAfter?: Date | undefined;
  /** The quota that the job uses: a hint for fairness, never for correctness. */
  readonly group?: string | undefined;
}

/** A task that the scheduler enqueues at fixed times. */
export interface Schedule<N extends TaskName = TaskName> {
  /** The identity. Putting the same id again changes the schedule. */
  readonly id: string;
  /**
   * Five fields of numbers, `*`, lists, ranges and steps, with three-letter names for months and
   * weekdays.
   *
   * A range does not end before it begins. No step is above its field's highest value. Day of month
   * and weekday are not both limited: engines disagree about the meaning.
   */
  readonly cron: string;
  /** An IANA time zone, for example `UTC`. */
  readonly timeZone: string;
  readonly task: N;
  readonly payload: TaskMap[N];
  /**
   * A slot that could not start within this time is dropped, in milliseconds.
   * @defaultValue never
   */
  readonly expireAfterMs?: number;
  /**
   * What happens to slots that passed while no process worked.
   *
   * - `skip`: nothing.
   * - `once`: one run for the newest slot, unless it expired.
   *
   * Slots before the schedule was created, or before its cron, time zone or task last changed, do
   * not count.
   *
   * @defaultValue "skip"
   */
  readonly catchUp?: "skip" | "once";
}

/**
 * Runs tasks inside one process, or through the host's job engine.
 *
 * A job runs at least once. The scheduler is never the only guard against two runs of one
 * repository: that is the lease. It is never the only record of what is due: that is
 * `RepoStore.listDue`.
 */
export interface Scheduler {
  /**
   * Registers the handler of a task, before `start` and once per task.
   *
   * The engine retries a job whose handler throws by its own rule: with growing delays, and not for
   * ever.
   *
   * @throws GhsyncError `config_invalid` after `start`, or if the task already has a handler
   */
  handle<N extends TaskName>(
    task: N,
    handler: (context: TaskContext<N>) => Promise<TaskOutcome>,
  ): void;
  /**
   * Enqueues a job, durably if the engine is durable. Before `start`, jobs wait.
   *
   * @returns `duplicate` if a job of this key already waits, also if it waits to run again. That
   * job keeps its payload and its attempt. It moves forward to an earlier `runAt` (an absent one
   * means now), and expires at the later `notAfter`. A later `runAt` changes nothing, and a running
   * job is not touched. An adapter whose engine cannot move a job may replace it by one with the
   * same payload and attempt.
   * @throws GhsyncError `config_invalid` after `stop` if no process could ever run the job, for a
   * payload that is not a plain JSON object, and for an invalid `Date`
   */
  enqueue<N extends TaskName>(
    task: N,
    payload: TaskMap[N],
    options?: EnqueueOptions,
  ): Promise<"queued" | "duplicate">;
  /**
   * Creates or changes a schedule, at any time. Idempotent, from any number of processes.
   *
   * Each slot enqueues one job, in one of the processes that handle the task. If the job of the
   * previous slot still runs, the new one waits for it. If it still waits, the two are one job; its
   * wait is not shortened if a handler set it.
   *
   * @throws GhsyncError `config_invalid` for a bad cron, time zone or option, for a payload that is
   * not a plain JSON object, and for a task that neither belongs to ghsync nor has a handler here
   */
  putSchedule(schedule: Schedule): Promise<"created" | "updated" | "unchanged">;
  /** Returns all schedules with their next slot; `nextRunAt` is `undefined` if there is none. */
  listSchedules(): Promise<readonly (Schedule & { readonly nextRunAt: Date | undefined })[]>;
  /**
   * Removes a schedule.
   *
   * @returns false if it did not exist
   */
  removeSchedule(id: string): Promise<boolean>;
  /**
   * Starts working, also after `stop`. Does nothing if the scheduler already has this role.
   *
   * A `producer` (a web process) runs no jobs.
   *
   * @defaultValue role "worker"
   * @throws GhsyncError `config_invalid` if the scheduler has another role, or if the role is
   * unknown
   */
  start(options?: { readonly role?: "worker" | "producer" }): Promise<void>;
  /**
   * Stops: starts no more jobs, and aborts running ones after `graceMs`. Idempotent.
   *
   * Resolves when nothing runs, or soon after the abort if a handler ignores it. An interrupted job
   * loses no attempt. A second call can shorten the time.
   */
  stop(options?: { readonly graceMs?: number }): Promise<void>;
}

/**
 * Stores the schedules of a scheduler without tables of its own. The adapters that implement
 * `RepoStore` implement it too.
 */
export interface ScheduleStore {
  /** Creates a schedule, or replaces the one with the same id. */
  put(schedule: Schedule): Promise<"created" | "updated" | "unchanged">;
  list(): Promise<readonly Schedule[]>;
  /**
   * Removes a schedule.
   *
   * @returns false if it did not exist
   */
  remove(id: string): Promise<boolean>;
  /**
   * Claims a slot. Returns true for exactly one caller per (id, slot), across processes, even if no
   * such schedule exists.
   *
   * The caller that gets true enqueues the slot's job. Before a scheduler puts a new schedule, or
   * one with another cron, time zone or task, it claims the latest past slot, so no process catches
   * up with it.
   */
  claimSlot(id: string, slot: Date): Promise<boolean>;
  /** Returns the newest claimed slot, or `undefined` if there is none. */
  lastSlot(id: string): Promise<Date | undefined>;
}

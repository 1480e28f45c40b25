import type { Scheduler, TaskContext, TaskOutcome } from "@ghsync/core";
import type { SchedulerSubject } from "./scheduler-subject.ts";

type Context = TaskContext<"sync-repository">;

/** One call of a handler. */
export interface RecordedRun {
  readonly repositoryId: string;
  readonly attempt: number;
  readonly signal: AbortSignal;
  readonly startedAt: Date;
  /** Resolves the outcome of a handler that waits for it. */
  end(outcome?: TaskOutcome): void;
}

/** The calls of a handler so far, and how many of them went on at once. */
export interface RecordedRuns {
  readonly runs: readonly RecordedRun[];
  /** The repositories of the runs, in order. */
  ids(): string[];
  /** The same in alphabetical order, where theirs is not promised. */
  sortedIds(): string[];
  /** How many go on. */
  active(): number;
  /** How many went on at once, at most. */
  mostActive(): number;
  /** Handles the task in another scheduler, too. */
  handleIn(other: Scheduler): void;
}

/** Returns at once, or when `end` is called. */
export type Answer = (context: Context, run: RecordedRun) => TaskOutcome | Promise<TaskOutcome>;

export const done: TaskOutcome = { kind: "done" };

/** A handler of `sync-repository` that records its calls. */
export function recordRuns(
  { scheduler, now }: SchedulerSubject,
  answer: Answer = () => done,
): RecordedRuns {
  const runs: RecordedRun[] = [];
  let active = 0;
  let mostActive = 0;

  async function handler(context: Context): Promise<TaskOutcome> {
    const { run, ended } = newRun(context, now());
    runs.push(run);
    active += 1;
    mostActive = Math.max(mostActive, active);
    try {
      return await Promise.race([ended, answer(context, run)]);
    } finally {
      active -= 1;
    }
  }

  scheduler.handle("sync-repository", handler);
  const ids = () => runs.map(({ repositoryId }) => repositoryId);
  return {
    runs,
    ids,
    sortedIds: () => ids().sort((a, b) => (a < b ? -1 : 1)),
    active: () => active,
    mostActive: () => mostActive,
    handleIn: (other) => other.handle("sync-repository", handler),
  };
}

/** Returns these outcomes one after the other, then `done`. */
export const inTurn = (...outcomes: TaskOutcome[]): Answer => {
  return () => outcomes.shift() ?? done;
};

/** Waits for `end`, whatever the signal says. */
export const untilEnded: Answer = () => new Promise(() => {});

/** Waits for `end` in the first run, and returns `done` in the next ones. */
export const firstUntilEnded = (): Answer => {
  let isFirst = true;
  return (context, run) => {
    if (!isFirst) return done;
    isFirst = false;
    return untilEnded(context, run);
  };
};

function newRun({ payload, attempt, signal }: Context, startedAt: Date) {
  const { repositoryId } = payload;
  let end: RecordedRun["end"] = () => {};
  const ended = new Promise<TaskOutcome>((resolve) => {
    end = (outcome = done) => resolve(outcome);
  });
  const run: RecordedRun = { repositoryId, attempt, signal, startedAt, end };
  return { run, ended };
}

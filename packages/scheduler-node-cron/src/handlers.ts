import type { TaskContext, TaskName, TaskOutcome } from "@ghsync/core";

/** A handler of any task. It is called with payloads of its own task alone. */
export type AnyHandler = (context: TaskContext<TaskName>) => Promise<TaskOutcome>;

/** The handlers of this process, by task. */
export type Handlers = ReadonlyMap<TaskName, AnyHandler>;

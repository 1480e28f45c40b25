import type { EnqueueOptions } from "@ghsync/core";
import type { SchedulerSubject } from "./scheduler-subject.ts";

/** An instant so many seconds from now. */
export function inSeconds({ now }: SchedulerSubject, seconds: number): Date {
  return new Date(now().getTime() + seconds * 1000);
}

/** Lets so many seconds pass; none: what is due now. */
export async function pass(subject: SchedulerSubject, seconds = 0): Promise<void> {
  await subject.advanceTo(inSeconds(subject, seconds));
}

/** Enqueues a sync of a repository. */
export function enqueueSync(
  { scheduler }: SchedulerSubject,
  repositoryId: string,
  options: EnqueueOptions = {},
): Promise<"queued" | "duplicate"> {
  return scheduler.enqueue("sync-repository", { repositoryId }, options);
}

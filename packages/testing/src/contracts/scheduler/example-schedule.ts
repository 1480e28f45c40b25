import type { Schedule } from "@ghsync/core";
import type { SchedulerSubject } from "./scheduler-subject.ts";

/** One repository, every minute. */
export const minutely: Schedule<"sync-repository"> = {
  id: "minutely",
  cron: "* * * * *",
  timeZone: "UTC",
  task: "sync-repository",
  payload: { repositoryId: "r" },
};

/** Lets time pass until so many seconds after the next full minute. */
export async function toMinute(subject: SchedulerSubject, seconds: number): Promise<void> {
  const minute = Math.floor(subject.now().getTime() / 60_000) + 1;
  await subject.advanceTo(new Date(minute * 60_000 + seconds * 1000));
}

import type { Schedule } from "@ghsync/core";

/** One repository, every minute. */
export const minutely: Schedule<"sync-repository"> = {
  id: "minutely",
  cron: "* * * * *",
  timeZone: "UTC",
  task: "sync-repository",
  payload: { repositoryId: "r" },
};

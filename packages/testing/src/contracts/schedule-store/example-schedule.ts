import type { Schedule } from "@ghsync/core";

/** Every repository, every day at four. */
export const daily: Schedule<"sync-all-repositories"> = {
  id: "daily",
  cron: "0 4 * * *",
  timeZone: "UTC",
  task: "sync-all-repositories",
  payload: {},
  expireAfterMs: 3_600_000,
  catchUp: "once",
};

/** One repository, every half an hour, without an end. */
export const halfHourly: Schedule<"sync-repository"> = {
  id: "half-hourly",
  cron: "*/30 * * * *",
  timeZone: "Pacific/Chatham",
  task: "sync-repository",
  payload: { repositoryId: "r-1" },
};

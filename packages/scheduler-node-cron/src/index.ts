export { createNodeCronScheduler } from "./create-node-cron-scheduler.ts";
export type { NodeCronSchedulerOptions } from "./node-cron-scheduler-options.ts";
export type { Timers } from "./timers.ts";

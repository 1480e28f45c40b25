import { dateAt } from "./date-at.ts";
import type { Timers } from "./timers.ts";
import type { Worker } from "./worker.ts";

/** Waits until nothing runs, or until the time is up. */
export async function idleWithin(ms: number, worker: Worker, timers: Timers): Promise<void> {
  let cancel = () => {};
  const timeIsUp = new Promise<void>((resolve) => {
    cancel = timers.setTimer(dateAt(timers.now().getTime() + ms), resolve);
  });
  await Promise.race([timeIsUp, worker.idle()]);
  cancel();
}

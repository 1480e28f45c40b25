import { timerMs } from "../../github/timer-ms.ts";

/**
 * Keeps a lease while a run waits, for GitHub or for its turn: `keepLease` is called eight times in the lease's length. With a renewal
 * once less than half of it is left, no live worker's lease has less than a quarter left: so far the clocks of two machines may differ.
 *
 * @returns stops it
 */
export function startHeartbeat(keepLease: () => Promise<void>, leaseMs: number): () => void {
  // What fails here fails again at the run's next step, which then ends the run.
  const timer = setInterval(() => void keepLease().catch(() => undefined), timerMs(leaseMs / 8));
  timer.unref();
  return () => clearInterval(timer);
}

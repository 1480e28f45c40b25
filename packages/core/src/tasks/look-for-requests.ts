import type { SchedulingOptions } from "../options/sync-options.ts";
import { enqueueIfDue } from "./dispatch.ts";

const everyMs = 5_000;
/** A look that takes longer may never end: the next one begins. */
const longestMs = 60_000;
/** More wait for the task that looks every minute what is due. */
const pageSize = 100;

/**
 * Looks every five seconds, by one statement, which repositories have become due, and enqueues them: what another process asked for is
 * found so. A look that finds nothing does nothing more. What was due in the look before, and has not run since, is enqueued already.
 *
 * @returns stops it; resolves when a look that is under way has ended
 */
export function lookForRequests({
  store,
  scheduler,
  github,
  repeat,
}: SchedulingOptions): () => Promise<void> {
  const { now, log } = github;
  let known = new Set<string>();
  let isStopped = false;
  let looking: { readonly ended: Promise<void>; readonly startedMs: number } | undefined;

  async function look(): Promise<void> {
    const due = await store.listDue(now(), { limit: pageSize });
    const seen = new Set<string>();
    for (const read of due) {
      const { id } = read.repository;
      const attempt = `${id} ${read.state.lastAttemptAt?.getTime()}`;
      if (isStopped) return;
      try {
        if (!known.has(attempt)) await enqueueIfDue(scheduler, read);
        seen.add(attempt);
      } catch (error) {
        log.error(`Repository ${id} could not be enqueued: ${String(error)}`);
      }
    }
    known = seen;
  }

  function begin(): Promise<void> {
    const started = { startedMs: now().getTime(), ended: look().catch(() => undefined) };
    looking = started;
    return started.ended.finally(() => {
      if (looking === started) looking = undefined;
    });
  }

  const stop = repeat(everyMs, async () => {
    // The task that looks every minute logs a store that fails.
    const isHanging = looking && now().getTime() - looking.startedMs >= longestMs;
    await (looking && !isHanging ? looking.ended : begin());
  });
  return async () => {
    isStopped = true;
    stop();
    await looking?.ended;
  };
}

import type { SchedulingOptions } from "../options/sync-options.ts";
import { dispatchPageSize, enqueueIfDue } from "./dispatch.ts";

const intervalMs = 5_000;
/** A poll that takes longer may never end, so the next one begins. */
const maxPollMs = 60_000;

/**
 * Enqueues what has become due, every five seconds, by one statement of the store. A worker finds
 * the requests of other processes this way. It skips what the poll before found and no run has
 * attempted since: a job for that one waits already. The task that looks every minute finds what
 * one page does not hold.
 *
 * @returns stops the poller, and resolves when a poll in progress has ended
 */
export function startDuePoller({
  store,
  scheduler,
  github,
  repeat,
}: SchedulingOptions): () => Promise<void> {
  const { now, log } = github;
  let known = new Set<string>();
  let isStopped = false;
  let polling: { readonly ended: Promise<void>; readonly startedMs: number } | undefined;

  async function poll(): Promise<void> {
    const due = await store.listDue(now(), { limit: dispatchPageSize });
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
    const started = { startedMs: now().getTime(), ended: poll().catch(() => undefined) };
    polling = started;
    return started.ended.finally(() => {
      if (polling === started) polling = undefined;
    });
  }

  const stop = repeat(intervalMs, async () => {
    // The task that looks every minute logs a store that fails.
    const isHanging = polling && now().getTime() - polling.startedMs >= maxPollMs;
    await (polling && !isHanging ? polling.ended : begin());
  });
  return async () => {
    isStopped = true;
    stop();
    await polling?.ended;
  };
}

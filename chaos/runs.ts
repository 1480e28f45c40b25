import type { Worker } from "./start-worker.ts";

/** The ends of these workers' runs, oldest first. */
export function endsOf(...workers: readonly Worker[]) {
  return workers
    .flatMap(({ received }) => received("event"))
    .filter(({ type }) => type === "run.finished")
    .toSorted((a, b) => a.at - b.at);
}

/** How many repositories have had a run that ended so. */
export function countEnded(workers: readonly Worker[], status: string): number {
  const ended = endsOf(...workers).filter((end) => end.status === status);
  return new Set(ended.map(({ repositoryId }) => repositoryId)).size;
}

/** Repositories that a worker has begun to run and not ended. */
export function underWay({ received }: Worker): readonly string[] {
  const open = new Set<string>();
  for (const { type, repositoryId } of received("event")) {
    if (type === "run.started") open.add(repositoryId);
    if (type === "run.finished") open.delete(repositoryId);
  }
  return [...open];
}

/** Repositories that a worker was running at an instant, and was still running at a later one. */
export function heldOver(
  { received }: Worker,
  instantMs: number,
  laterMs: number,
): readonly string[] {
  const open = new Set<string>();
  for (const { type, repositoryId, at } of received("event")) {
    if (type === "run.started" && at <= instantMs) open.add(repositoryId);
    if (type === "run.finished" && at <= laterMs) open.delete(repositoryId);
  }
  return [...open];
}

/** The longest that any of these workers waited inside a run, in milliseconds. */
export function longestSleepMs(workers: readonly Worker[]): number {
  return Math.max(0, ...workers.flatMap(({ received }) => received("slept")).map(({ ms }) => ms));
}

/** Sends SIGTERM to workers, and resolves with their exit codes. */
export function end(...workers: readonly Worker[]): Promise<readonly (number | null)[]> {
  for (const { signal } of workers) signal("SIGTERM");
  return Promise.all(workers.map(({ ended }) => ended));
}

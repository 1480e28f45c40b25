import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { SeedResult } from "./torture-seed.ts";
import type { TortureTask } from "./torture-task.ts";

/**
 * Plays histories in so many worker threads, and tells of each as it ends, in any order.
 * @throws what a worker died of
 */
export async function playTasks(
  tasks: Iterable<TortureTask>,
  jobs: number,
  onResult: (result: SeedResult, task: TortureTask) => void,
): Promise<void> {
  const waiting = tasks[Symbol.iterator]();
  async function work(): Promise<void> {
    const worker = new Worker(new URL("task-worker.ts", import.meta.url));
    const exited = once(worker, "exit").then(([code]) => {
      throw new Error(`A worker ended with code ${code} before its history did.`);
    });
    exited.catch(() => undefined);
    try {
      for (let next = waiting.next(); !next.done; next = waiting.next()) {
        worker.postMessage(next.value);
        const [result] = await Promise.race([once(worker, "message"), exited]);
        onResult(result as SeedResult, next.value);
      }
    } finally {
      await worker.terminate();
    }
  }
  await Promise.all(Array.from({ length: jobs }, work));
}

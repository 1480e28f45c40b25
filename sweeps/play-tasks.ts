import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { TaskRequest, TaskResult } from "./play-task.ts";

/**
 * Plays cases in so many worker threads, and tells of each as it ends, in any order.
 * @throws what a worker died of
 */
export async function playTasks(
  requests: readonly TaskRequest[],
  jobs: number,
  onResult: (result: TaskResult) => void,
): Promise<void> {
  const waiting = requests.values();
  async function work(): Promise<void> {
    const worker = new Worker(new URL("task-worker.ts", import.meta.url));
    const exited = once(worker, "exit").then(([code]) => {
      throw new Error(`A worker ended with code ${code} before its case did.`);
    });
    exited.catch(() => undefined);
    try {
      for (const request of waiting) {
        worker.postMessage(request);
        const [result] = await Promise.race([once(worker, "message"), exited]);
        onResult(result as TaskResult);
      }
    } finally {
      await worker.terminate();
    }
  }
  await Promise.all(Array.from({ length: jobs }, work));
}

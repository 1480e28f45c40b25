import { once } from "node:events";
import { Worker } from "node:worker_threads";

const taskWorker = new URL("task-worker.ts", import.meta.url);

/**
 * Plays tasks in so many worker threads. Reports each result as it comes, in any order.
 *
 * @param module exports `playTask`, which takes a task and resolves with its result
 * @throws the error that ended a worker
 */
export async function playTasks<Task, Result>(
  module: URL,
  tasks: Iterable<Task>,
  jobs: number,
  onResult: (result: Result) => void,
): Promise<void> {
  const waiting = tasks[Symbol.iterator]();
  async function work(): Promise<void> {
    const worker = new Worker(taskWorker, { workerData: module.href });
    const exited = once(worker, "exit").then(([code]) => {
      throw new Error(`A worker ended with code ${code} before its task did.`);
    });
    exited.catch(() => undefined);
    try {
      for (let next = waiting.next(); !next.done; next = waiting.next()) {
        worker.postMessage(next.value);
        const [result] = await Promise.race([once(worker, "message"), exited]);
        onResult(result as Result);
      }
    } finally {
      await worker.terminate();
    }
  }
  await Promise.all(Array.from({ length: jobs }, work));
}

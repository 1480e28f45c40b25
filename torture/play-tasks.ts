import { once } from "node:events";
import { Worker } from "node:worker_threads";

/**
 * Plays tasks in so many worker threads, and reports each result as it comes, in any order.
 *
 * @param file the thread's module: it answers each message, a task, with another, its result
 * @throws what a worker died of
 */
export async function playTasks<Task, Result>(
  file: URL,
  tasks: Iterable<Task>,
  jobs: number,
  onResult: (result: Result) => void,
): Promise<void> {
  const waiting = tasks[Symbol.iterator]();
  async function work(): Promise<void> {
    const worker = new Worker(file);
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

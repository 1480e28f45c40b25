import { parentPort, workerData } from "node:worker_threads";

const { playTask } = (await import(workerData as string)) as {
  playTask(task: unknown): Promise<unknown>;
};

/** Plays each task that it is sent, one after another. An error ends the thread, and the whole command. */
parentPort?.on("message", async (task: unknown) => {
  parentPort?.postMessage(await playTask(task));
});

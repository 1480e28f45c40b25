import { parentPort } from "node:worker_threads";
import { playTask, type TortureTask } from "./torture-task.ts";

/** Plays what it is sent, one history after another. What fails here fails the whole torture. */
parentPort?.on("message", async (task: TortureTask) => {
  parentPort?.postMessage(await playTask(task));
});

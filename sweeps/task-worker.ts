import { parentPort } from "node:worker_threads";
import { playTask, type TaskRequest } from "./play-task.ts";

/** Plays what it is sent, one case after another. What fails here fails the whole sweep. */
parentPort?.on("message", async (request: TaskRequest) => {
  parentPort?.postMessage(await playTask(request));
});

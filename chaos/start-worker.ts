import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { MessageOf, WorkerMessage, WorkerOrder } from "./worker-message.ts";

/** A worker process, as it is seen from outside. */
export interface Worker {
  readonly name: string;
  /** The messages of one kind that this process received from it so far. */
  received<K extends WorkerMessage["kind"]>(kind: K): readonly MessageOf<K>[];
  /** Resolves when `fits` returns true after a message. @throws if the worker ends before */
  until(fits: () => boolean): Promise<void>;
  /** How long it takes to answer, in milliseconds. */
  ping(): Promise<number>;
  signal(name: "SIGKILL" | "SIGTERM" | "SIGSTOP" | "SIGCONT"): void;
  /** Resolves with its exit code when it is gone; `null` for one that was killed. */
  readonly ended: Promise<number | null>;
}

/** Starts a worker process, which is killed when this process ends. */
export function startWorker(order: WorkerOrder): Worker {
  const child = fork(join(import.meta.dirname, "worker-process.ts"), [JSON.stringify(order)], {
    execArgv: ["--conditions=@ghsync/source"],
  });
  const killIt = () => void child.kill("SIGKILL");
  process.once("exit", killIt);
  const messages: WorkerMessage[] = [];
  const waiting = new Set<() => void>();
  const look = () => {
    for (const each of waiting) each();
  };
  child.on("message", (message: WorkerMessage) => {
    messages.push(message);
    look();
  });
  let isGone = false;
  const ended = once(child, "close").then(([code]) => {
    isGone = true;
    process.off("exit", killIt);
    look();
    return code as number | null;
  });
  const received = <K extends WorkerMessage["kind"]>(kind: K) =>
    messages.filter((message): message is MessageOf<K> => message.kind === kind);
  const until = (fits: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const each = () => {
        if (!fits() && !isGone) return;
        waiting.delete(each);
        if (fits()) resolve();
        else reject(new Error(`Worker ${order.name} ended too soon.`));
      };
      waiting.add(each);
      each();
    });
  return {
    name: order.name,
    received,
    until,
    async ping() {
      const started = performance.now();
      const before = received("pong").length;
      child.send("ping");
      await until(() => received("pong").length > before);
      return performance.now() - started;
    },
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** Resolves when `fits` returns true after a message of one of these workers. */
export function untilReceived(workers: readonly Worker[], fits: () => boolean): Promise<void> {
  return Promise.race(workers.map(({ until }) => until(fits)));
}

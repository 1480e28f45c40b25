import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { MessageOf, WorkerMessage, WorkerOrder } from "./worker-message.ts";

/** A worker process, as it is seen from outside. */
export interface Worker {
  readonly name: string;
  /** All that it told so far. */
  told<K extends WorkerMessage["kind"]>(kind: K): readonly MessageOf<K>[];
  /** Resolves once what it told fits. @throws if it ends before */
  until(fits: () => boolean): Promise<void>;
  /** How long it takes to answer, in milliseconds. */
  ping(): Promise<number>;
  signal(name: "SIGKILL" | "SIGTERM" | "SIGSTOP" | "SIGCONT"): void;
  /** Resolves with its exit code when it is gone; `null` for one that was killed. */
  readonly ended: Promise<number | null>;
}

/** Starts a worker in a process of its own; it is killed with this one. */
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
  const told = <K extends WorkerMessage["kind"]>(kind: K) =>
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
    told,
    until,
    async ping() {
      const started = performance.now();
      const before = told("pong").length;
      child.send("ping");
      await until(() => told("pong").length > before);
      return performance.now() - started;
    },
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** Resolves once what these workers told fits. */
export function untilTold(workers: readonly Worker[], fits: () => boolean): Promise<void> {
  return Promise.race(workers.map(({ until }) => until(fits)));
}

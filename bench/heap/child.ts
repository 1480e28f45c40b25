import { fork } from "node:child_process";
import { once } from "node:events";

type Verbs = Readonly<Record<string, () => unknown>>;

/** A child process, asked by the names of its verbs. */
export interface Child {
  ask<Answer>(verb: string): Promise<Answer>;
  end(): void;
}

/** Starts a module of this folder in a process of its own, with `gc()`. */
export function startChild(file: string, args: readonly (string | number)[]): Child {
  const child = fork(new URL(file, import.meta.url), args.map(String), {
    execArgv: ["--conditions=@ghsync/source", "--expose-gc"],
  });
  const died = once(child, "exit").then(([code]) => {
    throw new Error(`${file} ended with ${code}.`);
  });
  died.catch(() => undefined);
  return {
    async ask<Answer>(verb: string): Promise<Answer> {
      const answer = once(child, "message");
      child.send(verb);
      const [message] = (await Promise.race([answer, died])) as [Answer];
      return message;
    },
    end: () => void child.kill(),
  };
}

/** Runs the parent's verbs, one after the other, and sends back their results. */
export function answerParent(verbs: Verbs): void {
  process.on("message", async (verb: string) => {
    process.send?.((await verbs[verb]?.()) ?? null);
  });
}

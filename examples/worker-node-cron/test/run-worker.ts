import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

const main = join(import.meta.dirname, "../main.ts");

/** One line of its log. */
export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly code?: string;
  readonly outcome?: { readonly status: string; readonly usage: { readonly requests: number } };
}

/** The example, in a process of its own. */
export interface WorkerProcess {
  /** Resolves with the first line that fits. */
  untilSaid(fits: (line: LogLine) => boolean): Promise<LogLine>;
  /** Tells it to end. */
  end(): void;
  /** All that it said, once it has ended. */
  readonly ended: Promise<{ code: number | null; lines: readonly LogLine[]; stderr: string }>;
}

/** Runs the example as `npm start -- ARGUMENTS` does. */
export function runWorker(args: readonly string[], env: Record<string, string>): WorkerProcess {
  const child = spawn(process.execPath, ["--conditions=@ghsync/source", main, ...args], {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  createInterface(child.stdout).on("line", (line) => {
    lines.push(JSON.parse(line) as LogLine);
    for (const look of waiting) look();
  });
  const stderr = text(child.stderr);
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    untilSaid: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const line = lines.find(fits);
          if (line) resolve(line);
        };
        waiting.add(look);
        look();
        void stderr.then((said) => reject(new Error(`The worker ended too soon. ${said}`)));
      }),
    end: () => void child.kill("SIGTERM"),
    ended: Promise.all([code, stderr]).then(([code, stderr]) => ({ code, lines, stderr })),
  };
}

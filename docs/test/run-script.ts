import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A script in a process of its own. */
export interface Script {
  /** Resolves with the first line of output that matches. Rejects if the process ends before. */
  untilSaid(pattern: RegExp): Promise<string>;
  /** Asks the process to end, as a host does. */
  terminate(): void;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly lines: readonly string[];
    readonly stderr: string;
  }>;
}

/** Runs `node ...args` in a folder, with the packages from source. */
export function runScript(
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Script {
  const child = spawn(process.execPath, ["--conditions=@ghsync/source", ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: string[] = [];
  const output = createInterface(child.stdout).on("line", (line) => lines.push(line));
  const stderr = text(child.stderr);
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ended = Promise.all([code, stderr]).then((end) => ({
    code: end[0],
    stderr: end[1],
    lines,
  }));
  return {
    ended,
    terminate: () => void child.kill("SIGTERM"),
    untilSaid: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const line = lines.find((said) => pattern.test(said));
          if (line !== undefined) resolve(line);
        };
        output.on("line", look);
        look();
        ended.then(({ stderr: why }) => reject(new Error(`It ended: ${why}`)), reject);
      }),
  };
}

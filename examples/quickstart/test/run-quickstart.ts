import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const main = join(import.meta.dirname, "../main.ts");

/** A fresh folder for one database. */
export function createFolder(): string {
  return mkdtempSync(join(tmpdir(), "ghsync-quickstart-"));
}

export interface QuickstartResult {
  /** `null` if it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the example as `npm start -- ARGUMENTS` does, in a process of its own, in `folder`. */
export async function runQuickstart(
  folder: string,
  args: readonly string[],
  env: Record<string, string> = {},
  onStart: (child: ChildProcess) => void = () => undefined,
): Promise<QuickstartResult> {
  const child = spawn(process.execPath, ["--conditions=@ghsync/source", main, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onStart(child);
  const code = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";

const main = join(import.meta.dirname, "../main.ts");

test("Started without a token, it serves a GitHub of its own from a new SQLite file, and ends when it is told to", {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-fastify-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const child = spawn(process.execPath, ["--conditions=@ghsync/source", main], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  const urls: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    urls.push(line);
    if (urls.length === 2) break;
  }
  const [list = "", status = ""] = urls;
  expect(await (await fetch(status)).json()).toMatchObject({ fullName: "octo-org/rocket" });
  expect(await (await fetch(list)).json()).toHaveProperty("pullRequests");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

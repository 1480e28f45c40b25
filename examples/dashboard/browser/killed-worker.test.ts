import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPlaintextDecryptor, createSync } from "@ghsync/core";
import { createPrismaStore } from "@ghsync/store-prisma";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { expect, test } from "vitest";
import { createApp } from "../app.ts";
import { openDatabase } from "../database.ts";
import { launch, waitForBadge } from "./open-page.ts";

const leaseMs = 3_000;

test("I15: a page shows a worker that is killed as stalled, until another one takes over", async () => {
  const fullName = "octo-org/rocket";
  const folder = await mkdtemp(join(tmpdir(), "ghsync-dashboard-"));
  const database = `file:${join(folder, "app.db")}`;
  const github = createFakeGitHub({ now: () => new Date() });
  const until = new Date(Date.now() - 3_600_000);
  generateRepository(github, { fullName, pullRequests: 200, until });
  github.faults.add({ fault: { kind: "latency", ms: 200 } });
  const listening = await github.listen();
  const { prisma, close } = await openDatabase(database);
  const store = createPrismaStore(prisma);
  const decryptor = createPlaintextDecryptor();
  const sync = createSync({ store, decryptor, github: { baseUrl: listening.url } });
  const app = await createApp({ store, sync });
  const browser = await launch();
  const workers: ChildProcess[] = [];
  const startWorker = () => {
    const file = join(import.meta.dirname, "worker.ts");
    const settings = [database, listening.url, String(leaseMs)];
    const worker = spawn(process.execPath, ["--conditions=@ghsync/source", file, ...settings], {
      stdio: "inherit",
    });
    workers.push(worker);
    return worker;
  };
  try {
    const { id } = await sync.trackRepository({ fullName });
    await sync.setToken(id, "any-token-will-do");
    const page = await browser.newPage();
    await page.goto(await app.listen({ host: "127.0.0.1", port: 0 }));
    await waitForBadge(page, /^Not synced yet$/);

    const first = startWorker();
    await waitForBadge(page, /^Syncing\d+%$/);
    first.kill("SIGKILL");
    await once(first, "exit");
    await waitForBadge(page, /^Stalled$/);
    expect(await page.getByRole("progressbar").isVisible()).toBe(true);

    startWorker();
    await waitForBadge(page, /^Syncing/);
    await waitForBadge(page, /^Synced/);
  } finally {
    for (const worker of workers) worker.kill("SIGKILL");
    await browser.close();
    await app.close();
    await close();
    await listening.close();
    await rm(folder, { recursive: true });
  }
});

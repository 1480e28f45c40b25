import type { EnqueueOptions, RepoStore, RepositoryRead, Scheduler } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { resolveSyncOptions } from "../../src/options/resolve-options.ts";
import { syncAllRepositoriesTask, syncDueRepositoriesTask } from "../../src/tasks/create-tasks.ts";
import { decryptor, hourMs, minuteMs } from "../sync-harness.ts";
import { createWorker, type WorkerOptions } from "./worker-harness.ts";

interface Enqueued extends EnqueueOptions {
  readonly repositoryId: string;
  readonly ifDue?: boolean;
}

/** A worker that is not started, and the jobs that its scheduler got. */
function createDispatcher(options: WorkerOptions = {}) {
  const worker = createWorker(options);
  const enqueued: Enqueued[] = [];
  const scheduler: Scheduler = {
    ...worker.scheduler,
    enqueue(task, payload, given) {
      enqueued.push({ ...(payload as { repositoryId: string }), ...given });
      return worker.scheduler.enqueue(task, payload, given);
    },
  };
  const { github, store } = worker;
  worker.scheduler.handle("sync-repository", async () => ({ kind: "done" }));
  const through = options.through?.(store) ?? store;
  const { clock, fetch } = github;
  const sync = resolveSyncOptions({
    store: through,
    decryptor,
    scheduler,
    spreadMs: options.spreadMs,
    github: { fetch, now: clock.now, random: () => 0.5, log: logTo(worker.logged) },
  });
  const track = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      await worker.sync.trackRepository({ fullName: `acme/r${index}` });
    }
  };
  return { ...worker, scheduler, enqueued, options: { ...sync, scheduler }, track };
}

function logTo(lines: string[]) {
  const write = (line: string) => void lines.push(line);
  return { debug: write, info: write, warn: write, error: write };
}

describe("sync-all-repositories", () => {
  it("enqueues every active repository once, page by page, and returns how many", async () => {
    const { store, options, enqueued, track } = createDispatcher();
    await track(250);
    await store.updateRepository("00000007", { active: false });
    expect(await syncAllRepositoriesTask(options)).toEqual({
      queued: 249,
      duplicate: 0,
      failed: 0,
    });
    expect(new Set(enqueued.map(({ repositoryId }) => repositoryId)).size).toBe(249);
    expect(await syncAllRepositoriesTask(options)).toEqual({
      queued: 0,
      duplicate: 249,
      failed: 0,
    });
  });

  it("goes on behind a page of which all repositories were attempted since it began", async () => {
    const isAttempted = ({ repository: { id } }: RepositoryRead) =>
      id > "00000100" && id <= "00000200";
    const lastAttemptAt = new Date("2100-01-01");
    const { options, track } = createDispatcher({
      through: (store) => ({
        ...store,
        listDue: async (...args) =>
          (await store.listDue(...args)).map((read) =>
            isAttempted(read) ? { ...read, state: { ...read.state, lastAttemptAt } } : read,
          ),
      }),
    });
    await track(250);
    expect(await syncAllRepositoriesTask(options)).toEqual({
      queued: 150,
      duplicate: 100,
      failed: 0,
    });
  });

  it("returns zeros if no repository is tracked", async () => {
    const { options } = createDispatcher();
    expect(await syncAllRepositoriesTask(options)).toEqual({ queued: 0, duplicate: 0, failed: 0 });
  });

  it("enqueues repositories in the order in which they become due, spread over time", async () => {
    const { github, sync, options, enqueued, track } = createDispatcher({
      spreadMs: 1000,
    });
    for (const fullName of ["acme/r0", "acme/r1", "acme/r2"]) {
      github.truth.createRepository({ fullName });
    }
    await track(4);
    for (const id of ["00000003", "00000001", "00000002"]) {
      await sync.syncRepository(id);
      github.clock.advance(hourMs);
    }
    const now = github.clock.now().getTime();
    await syncAllRepositoriesTask(options);
    expect(enqueued.map(({ repositoryId }) => repositoryId)).toEqual([
      "00000004",
      "00000003",
      "00000001",
      "00000002",
    ]);
    const delays = enqueued.map(({ runAt }) => (runAt?.getTime() ?? 0) - now);
    expect(delays).toEqual([500, 1500, 2500, 3500]);
    // The quota that the last run found; unknown before the first run.
    expect(enqueued.map(({ group }) => group)).toEqual([undefined, "me", "me", "me"]);
  });

  it("does not shorten the wait of a transient failure, but retries one that a person must fix", async () => {
    const { github, sync, options, enqueued, track } = createDispatcher();
    for (const fullName of ["acme/r0", "acme/r1"]) github.truth.createRepository({ fullName });
    await track(2);
    const retryAt: (Date | undefined)[] = [];
    for (const [id, status] of [
      ["00000001", 503],
      ["00000002", 401],
    ] as const) {
      const end = github.faults.add({ fault: { kind: "error", status } });
      await sync.syncRepository(id);
      end();
      retryAt.push((await sync.getState(id))?.nextAttemptAt);
    }
    const now = github.clock.now();
    await syncAllRepositoriesTask(options);
    const runAt = new Map(enqueued.map(({ repositoryId, runAt }) => [repositoryId, runAt]));
    expect(retryAt[0]?.getTime()).toBeGreaterThan(now.getTime() + 10_000);
    expect(runAt.get("00000001")).toEqual(retryAt[0]);
    expect(runAt.get("00000002")?.getTime()).toBeLessThan(now.getTime() + 1000);
  });

  it("I13: continues after a repository that cannot be enqueued, and logs it", async () => {
    const { options, logged, track } = createDispatcher();
    await track(5);
    const scheduler = options.scheduler as Scheduler;
    const picky: Scheduler = {
      ...scheduler,
      enqueue: async (task, payload, given) => {
        if (given?.key?.endsWith("3")) throw new Error("The queue is full.");
        return scheduler.enqueue(task, payload, given);
      },
    };
    expect(await syncAllRepositoriesTask({ ...options, scheduler: picky })).toEqual({
      queued: 4,
      duplicate: 0,
      failed: 1,
    });
    expect(logged.join("\n")).toContain("00000003");
  });

  it("I13: is retried later if the store fails", async () => {
    const failures: string[] = ["The database is down."];
    const failing = (store: RepoStore): RepoStore => ({
      ...store,
      listDue: async (...args) => {
        for (const failure of failures) throw new Error(failure);
        return store.listDue(...args);
      },
    });
    const { sync, scheduler, pass, logged, store } = createWorker({ through: failing });
    await sync.trackRepository({ fullName: "acme/r0" });
    await sync.start();
    await scheduler.enqueue("sync-all-repositories", {});
    await pass(minuteMs);
    expect(logged.join("\n")).toContain("The store failed in listDue");
    expect((await store.getRepository("00000001"))?.state.lastAttemptAt).toBeUndefined();
    failures.length = 0;
    await pass(2 * minuteMs);
    expect((await store.getRepository("00000001"))?.state.lastAttemptAt).toBeDefined();
    await sync.stop();
  });
});

describe("sync-due-repositories", () => {
  it("enqueues what is due, with ifDue in each job", async () => {
    const { github, sync, options, enqueued, track } = createDispatcher();
    github.truth.createRepository({ fullName: "acme/r0" });
    await track(3);
    await sync.syncRepository("00000001");
    await sync.pause("00000002");
    expect(await syncDueRepositoriesTask(options)).toEqual({ queued: 1, duplicate: 0, failed: 0 });
    expect(enqueued).toMatchObject([{ repositoryId: "00000003", ifDue: true }]);
    github.clock.advance(25 * hourMs);
    expect(await syncDueRepositoriesTask(options)).toEqual({ queued: 1, duplicate: 1, failed: 0 });
  });

  it("sends no request if another process was first", async () => {
    const { github, store, sync, pass } = createWorker();
    github.truth.createRepository({ fullName: "acme/r0" });
    const { id } = await sync.trackRepository({ fullName: "acme/r0" });
    const other = createWorker({ github, store });
    await sync.start();
    await other.sync.start();
    await pass(0);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    github.ledger.clear();
    await other.pass(0);
    expect(github.ledger.entries).toEqual([]);
    expect(other.events).toEqual([]);
    await sync.stop();
    await other.sync.stop();
  });
});

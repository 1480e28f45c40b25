import { createSync, type RepoStore, type Sync } from "@ghsync/core";
import { createNodeCronScheduler } from "@ghsync/scheduler-node-cron";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { json } from "../support/scripted-fetch.ts";
import {
  createHarness,
  decryptor,
  expectEqualsGitHub,
  fullName,
  hourMs,
  minuteMs,
  openPullRequests,
} from "../sync-harness.ts";
import { createWorker, type Worker } from "../tasks/worker-harness.ts";

const edited = { repository: fullName, number: 2, title: "Changed" };

/** Another process on the same database. */
type Process = (worker: Worker) => Promise<Sync>;

const syncOf = ({ github, store }: Worker, isScheduled: boolean) => {
  const { schedules } = store;
  return createSync({
    store,
    decryptor,
    github: { now: github.clock.now, log: {} },
    ...(isScheduled && { scheduler: createNodeCronScheduler({ schedules, log: {} }) }),
  });
};

const processes: { readonly [name: string]: Process } = {
  "without a scheduler": async (worker) => syncOf(worker, false),
  "whose scheduler was never started": async (worker) => syncOf(worker, true),
  "whose scheduler is a producer": async (worker) => {
    const sync = syncOf(worker, true);
    await sync.start({ role: "producer" });
    return sync;
  },
  "whose scheduler was stopped": async (worker) => {
    const sync = syncOf(worker, true);
    await sync.start({ role: "producer" });
    await sync.stop();
    return sync;
  },
};

/** A started worker whose repository is up to date and not due for a day. */
async function createIdle(options: Parameters<typeof createWorker>[0] = {}) {
  const worker = createWorker(options);
  openPullRequests(worker.github, 4);
  const { id } = await worker.sync.trackRepository({ fullName });
  await worker.sync.start();
  await worker.pass(minuteMs);
  expect(await worker.sync.getStatus(id)).toMatchObject({ status: "complete" });
  worker.github.clock.advance(hourMs);
  worker.events.length = 0;
  const starts = () => worker.events.filter(({ type }) => type === "run.started").length;
  return { ...worker, id, starts };
}

/** A worker whose GitHub fails on demand, with or without Retry-After. */
async function createFailing() {
  const github = createFakeGitHub();
  let fails = false;
  let retryAfterS: number | undefined;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (!fails) return github.fetch(input, init);
    const date = github.clock.now().toUTCString();
    const header = retryAfterS === undefined ? undefined : { "retry-after": String(retryAfterS) };
    return json({}, { status: 503, headers: { date, ...header } });
  };
  const worker = await createIdle({ github, client: { fetch, retries: 0 } });
  return {
    ...worker,
    /** Runs and fails. Returns when, in milliseconds since the epoch. */
    async fail(seconds?: number) {
      [fails, retryAfterS] = [true, seconds];
      expect(await worker.sync.syncRepository(worker.id)).toMatchObject({ status: "error" });
      fails = false;
      return github.clock.now().getTime();
    },
  };
}

describe.each(Object.entries(processes))("a sync that is requested in a process %s", (_, start) => {
  it("runs in a worker within five seconds, once", async () => {
    const worker = await createIdle();
    const { github, sync, pass, id, starts } = worker;
    github.truth.editPullRequest(edited);
    github.clock.advance(minuteMs);
    const web = await start(worker);
    expect(await web.requestSync(id)).toEqual({ status: "queued", running: undefined });
    expect(await web.requestSync(id)).toEqual({ status: "duplicate", running: undefined });
    await pass(5000);
    expect(starts()).toBe(1);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(worker);
    await pass(2 * minuteMs);
    expect(starts()).toBe(1);
    await sync.stop();
  });
});

describe("the due poller", () => {
  it("calls the store once per poll if nothing is due, and stops with the worker", async () => {
    const calls: string[] = [];
    const counting = (store: RepoStore): RepoStore =>
      new Proxy(store, {
        get(target, name, receiver) {
          const method: unknown = Reflect.get(target, name, receiver);
          if (typeof method !== "function") return method;
          return (...args: unknown[]) => {
            calls.push(String(name));
            return method.apply(target, args);
          };
        },
      });
    const { github, sync, pass } = await createIdle({ through: counting });
    // To just after the task that looks every minute.
    await pass(minuteMs);
    const enqueued = github.clock.now();
    calls.length = 0;
    await pass(50_000);
    expect(calls).toEqual(Array.from({ length: 10 }, () => "listDue"));
    expect(github.clock.now().getTime() - enqueued.getTime()).toBe(50_000);
    await sync.stop();
    calls.length = 0;
    await pass(hourMs);
    expect(calls).toEqual([]);
  });

  it("enqueues a due repository once, until a run attempts it", async () => {
    const { github, store, scheduler, sync } = createWorker();
    const tracked = async (name: string) => (await store.trackRepository({ fullName: name })).id;
    const ids = [await tracked("acme/a"), await tracked("acme/b")];
    const enqueued: string[] = [];
    let poll: () => Promise<void> = () => Promise.reject(new Error("Nothing was started."));
    const stalled = createSync({
      ...{ store, decryptor, github: { now: github.clock.now, log: {} } },
      scheduler: {
        ...scheduler,
        handle: () => undefined,
        start: async () => undefined,
        stop: async () => undefined,
        enqueue: async (task, payload) => {
          enqueued.push("repositoryId" in payload ? payload.repositoryId : task);
          return "queued";
        },
      },
      repeat: (_: number, act: () => Promise<void>) => {
        poll = act;
        return () => undefined;
      },
    } as Parameters<typeof createSync>[0]);
    await stalled.start();
    enqueued.length = 0;
    await poll();
    expect(enqueued).toEqual(ids);
    await poll();
    expect(enqueued).toEqual(ids);
    // One was attempted, and is still due.
    const now = github.clock.now();
    const request = { repositoryId: ids[1] ?? "", owner: "other", now, ttlMs: 1000 };
    const lease = await store.acquireLease(request);
    if (!lease) throw new Error("The lease must be free.");
    await store.commitPage(lease, { revision: 0, state: { lastAttemptAt: now } });
    await store.releaseLease(lease);
    await poll();
    expect(enqueued).toEqual([...ids, ids[1]]);
    await stalled.stop();
    await poll();
    expect(enqueued).toHaveLength(3);
    await sync.stop();
  });
});

describe("a poll whose store never answers", () => {
  it("lets the next poll begin after a minute, and the worker stop", async () => {
    const { github, store, scheduler } = createWorker();
    let polls = 0;
    let poll: () => Promise<void> = () => Promise.reject(new Error("Nothing was started."));
    const hanging = createSync({
      decryptor,
      github: { now: github.clock.now, log: {} },
      store: {
        ...store,
        listDue: () => {
          polls += 1;
          return new Promise(() => undefined);
        },
      },
      scheduler: {
        ...scheduler,
        handle: () => undefined,
        start: async () => undefined,
        stop: async () => undefined,
        enqueue: async () => "queued",
      },
      repeat: (_: number, act: () => Promise<void>) => {
        poll = act;
        return () => undefined;
      },
    } as Parameters<typeof createSync>[0]);
    await hanging.start();
    void poll();
    void poll();
    expect(polls).toBe(1);
    github.clock.advance(60_000);
    void poll();
    expect(polls).toBe(2);
    await hanging.stop({ graceMs: 0 });
  });
});

describe("a sync that is requested while GitHub asked us to wait", () => {
  it("I9: runs after the end of a rate limit, and sends nothing before", async () => {
    const worker = await createIdle();
    const { github, sync, pass, id } = worker;
    github.setRemaining("core", 0);
    await sync.requestSync(id);
    await pass(0);
    const { retryAt } = (await sync.getStatus(id)) ?? {};
    const notBefore = new Date(retryAt ?? Number.NaN);
    expect(notBefore.getTime()).toBeGreaterThan(github.clock.now().getTime() + minuteMs);
    github.ledger.clear();
    const expected = { status: "duplicate", running: undefined, notBefore };
    expect(await syncOf(worker, false).requestSync(id)).toEqual(expected);
    expect(await sync.requestSync(id)).toMatchObject({ notBefore });
    await pass(notBefore.getTime() - github.clock.now().getTime() - 1);
    expect(github.ledger.entries).toEqual([]);
    await pass(minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    await sync.stop();
  });

  it("runs after Retry-After, even if ghsync's own wait is longer", async () => {
    const worker = await createFailing();
    const { github, sync, pass, id, fail } = worker;
    for (const _ of [1, 2, 3]) await fail();
    const failedMs = await fail(200);
    const dueMs = (await sync.getState(id))?.nextAttemptAt?.getTime() ?? 0;
    expect(dueMs).toBeGreaterThan(failedMs + 200_000);
    github.ledger.clear();
    const notBefore = new Date(failedMs + 200_000);
    const web = syncOf(worker, false);
    expect(await web.requestSync(id)).toMatchObject({ status: "queued", notBefore });
    expect(await web.requestSync(id)).toMatchObject({ status: "duplicate", notBefore });
    await pass(199_000);
    expect(github.ledger.entries).toEqual([]);
    await pass(6000);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    expect((await sync.getState(id))?.checkpoint).not.toHaveProperty("retryAfter");
    await sync.stop();
  });

  it("runs at once if only ghsync waits, or if the token has changed", async () => {
    const worker = await createFailing();
    const { sync, pass, id, starts, fail } = worker;
    const web = syncOf(worker, false);
    await fail();
    expect(await web.requestSync(id)).toEqual({ status: "queued", running: undefined });
    await pass(5000);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    await fail(3600);
    await web.setToken(id, "another");
    expect(await web.requestSync(id)).toEqual({ status: "duplicate", running: undefined });
    await pass(5000);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    expect(starts()).toBe(4);
    await sync.stop();
  });
});

describe("a sync that is requested while a run is in progress", () => {
  it.each(["before", "after"] as const)(
    "is not lost %s any commit, and the run completes",
    { timeout: 30_000 },
    async (when) => {
      for (let k = 1; ; k += 1) {
        let commits = 0;
        let isRequested = false;
        const request = async () => {
          isRequested = true;
          expect(await web.requestSync(id)).toMatchObject({ status: "queued" });
        };
        const harness = await createHarness({
          batchSize: 2,
          through: (store) => ({
            ...store,
            async commitPage(lease, page) {
              commits += 1;
              const isTurn = commits === k;
              if (isTurn && when === "before") await request();
              const result = await store.commitPage(lease, page);
              if (isTurn && when === "after") await request();
              return result;
            },
          }),
        });
        const { github, store, sync, id } = harness;
        openPullRequests(github, 5);
        const web = createSync({ store, decryptor, github: { now: github.clock.now, log: {} } });
        expect(await sync.syncRepository(id), `k = ${k}`).toMatchObject({ status: "complete" });
        if (!isRequested) {
          expect(k).toBeGreaterThan(5);
          return;
        }
        const { state, lease } = (await store.getRepository(id)) ?? {};
        expect(state?.status).toBe("complete");
        expect(lease).toBeUndefined();
        // Before its first commit a run has read nothing: it serves the request itself.
        const isServed = when === "before" && k === 1;
        const due = await store.listDue(github.clock.now(), { limit: 9 });
        expect(due, `k = ${k}`).toHaveLength(isServed ? 0 : 1);
        github.clock.advance(hourMs);
        expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
        expect(await store.listDue(github.clock.now(), { limit: 9 })).toEqual([]);
        await expectEqualsGitHub(harness);
      }
    },
  );

  it("I9: runs after the rate limit that the run in progress meets", async () => {
    const { github, store, sync, id } = await createHarness();
    openPullRequests(github, 3);
    const web = createSync({ store, decryptor, github: { now: github.clock.now, log: {} } });
    github.setRemaining("graphql", 0);
    const end = github.onRequest(async () => {
      end();
      await web.requestSync(id);
    });
    const outcome = await sync.syncRepository(id);
    if (outcome.status !== "deferred") throw new Error(`It is ${outcome.status}.`);
    const { resumeAt } = outcome;
    expect(await sync.getState(id)).toMatchObject({ nextAttemptAt: resumeAt });
    expect(await web.requestSync(id)).toMatchObject({ notBefore: resumeAt });
  });

  it("is due at its runAt", async () => {
    const { github, store, sync, id } = await createHarness();
    openPullRequests(github, 3);
    const web = createSync({ store, decryptor, github: { now: github.clock.now, log: {} } });
    const runAt = new Date(github.clock.now().getTime() + hourMs);
    const end = github.onRequest(async () => {
      end();
      expect(await web.requestSync(id, { runAt })).toMatchObject({
        status: "queued",
        running: { owner: expect.any(String) },
        notBefore: runAt,
      });
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect((await sync.getState(id))?.nextAttemptAt).toEqual(runAt);
  });

  it("does not delay a repository whose run is stopped before runAt", async () => {
    const { github, store, sync, id } = await createHarness();
    openPullRequests(github, 3);
    const web = createSync({ store, decryptor, github: { now: github.clock.now, log: {} } });
    const controller = new AbortController();
    const reason = new Error("Stopped.");
    const end = github.onRequest(async () => {
      end();
      const runAt = new Date(github.clock.now().getTime() + hourMs);
      await web.requestSync(id, { runAt });
      controller.abort(reason);
    });
    await expect(sync.syncRepository(id, { signal: controller.signal })).rejects.toBe(reason);
    expect(await store.listDue(github.clock.now(), { limit: 9 })).toHaveLength(1);
  });
});

describe("a sync that is requested soon after another", () => {
  it("I1: a sync that is requested soon after another is not mistaken for a recheck", async () => {
    const github = createFakeGitHub();
    const { store, sync, id } = await createHarness({ github });
    openPullRequests(github, 3);
    const web = createSync({ store, decryptor, github: { now: github.clock.now, log: {} } });
    await sync.syncRepository(id);
    github.clock.advance(hourMs);
    github.truth.editPullRequest(edited);
    await sync.syncRepository(id);
    github.clock.advance(2 * minuteMs);
    github.truth.editPullRequest({ ...edited, title: "Changed again" });
    await web.requestSync(id);
    await sync.syncRepository(id);
    const dueMs = (await sync.getState(id))?.nextAttemptAt?.getTime() ?? 0;
    expect(dueMs - github.clock.now().getTime()).toBe(10 * minuteMs);
  });
});

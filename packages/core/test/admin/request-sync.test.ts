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

/** Another process on the same database, as a host may have it. */
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

/** A started worker whose repository is up to date, and for a day not due. */
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

/** A GitHub that fails for a while, and may say for how long. */
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
    /** A run that fails. Answers when. */
    async fail(seconds?: number) {
      [fails, retryAfterS] = [true, seconds];
      expect(await worker.sync.syncRepository(worker.id)).toMatchObject({ status: "error" });
      fails = false;
      return github.clock.now().getTime();
    },
  };
}

describe.each(Object.entries(processes))("a sync that is asked for in a process %s", (_, start) => {
  it("is run by a worker within five seconds, once", async () => {
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

describe("a look for requests", () => {
  it("is one statement where nothing was asked for, and ends with the worker", async () => {
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
    // To just behind the minute's own task.
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

  it("enqueues what became due once, however long it waits for its turn", async () => {
    const { github, store, scheduler, sync } = createWorker();
    const tracked = async (name: string) => (await store.trackRepository({ fullName: name })).id;
    const ids = [await tracked("acme/a"), await tracked("acme/b")];
    const enqueued: string[] = [];
    let look: () => Promise<void> = () => Promise.reject(new Error("Nothing was started."));
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
        look = act;
        return () => undefined;
      },
    } as Parameters<typeof createSync>[0]);
    await stalled.start();
    enqueued.length = 0;
    await look();
    expect(enqueued).toEqual(ids);
    await look();
    expect(enqueued).toEqual(ids);
    // One has run, in vain, and is due again.
    const now = github.clock.now();
    const request = { repositoryId: ids[1] ?? "", owner: "other", now, ttlMs: 1000 };
    const lease = await store.acquireLease(request);
    if (!lease) throw new Error("The lease is free.");
    await store.commitPage(lease, { revision: 0, state: { lastAttemptAt: now } });
    await store.releaseLease(lease);
    await look();
    expect(enqueued).toEqual([...ids, ids[1]]);
    await stalled.stop();
    await look();
    expect(enqueued).toHaveLength(3);
    await sync.stop();
  });
});

describe("a look whose store never answers", () => {
  it("lets the next look begin after a minute, and the worker stop", async () => {
    const { github, store, scheduler } = createWorker();
    let looks = 0;
    let look: () => Promise<void> = () => Promise.reject(new Error("Nothing was started."));
    const hanging = createSync({
      decryptor,
      github: { now: github.clock.now, log: {} },
      store: {
        ...store,
        listDue: () => {
          looks += 1;
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
        look = act;
        return () => undefined;
      },
    } as Parameters<typeof createSync>[0]);
    await hanging.start();
    void look();
    void look();
    expect(looks).toBe(1);
    github.clock.advance(60_000);
    void look();
    expect(looks).toBe(2);
    await hanging.stop({ graceMs: 0 });
  });
});

describe("a sync that is asked for while GitHub has asked to wait", () => {
  it("I9: for a rate limit comes after its end, and sends nothing before", async () => {
    const worker = await createIdle();
    const { github, sync, pass, id } = worker;
    github.setRemaining("core", 0);
    await sync.requestSync(id);
    await pass(0);
    const { retryAt } = (await sync.getStatus(id)) ?? {};
    const notBefore = new Date(retryAt ?? Number.NaN);
    expect(notBefore.getTime()).toBeGreaterThan(github.clock.now().getTime() + minuteMs);
    github.ledger.clear();
    const asked = { status: "duplicate", running: undefined, notBefore };
    expect(await syncOf(worker, false).requestSync(id)).toEqual(asked);
    expect(await sync.requestSync(id)).toMatchObject({ notBefore });
    await pass(notBefore.getTime() - github.clock.now().getTime() - 1);
    expect(github.ledger.entries).toEqual([]);
    await pass(minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    await sync.stop();
  });

  it("by Retry-After comes after that, also where ghsync's own wait is longer", async () => {
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

  it("comes at once where ghsync alone waits, or where the token is another since", async () => {
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

describe("a sync that is asked for while a run is under way", () => {
  it.each(["before", "after"] as const)(
    "%s any of its commits, is not lost, and the run is not disturbed",
    { timeout: 30_000 },
    async (when) => {
      for (let k = 1; ; k += 1) {
        let commits = 0;
        let isAsked = false;
        const ask = async () => {
          isAsked = true;
          expect(await web.requestSync(id)).toMatchObject({ status: "queued" });
        };
        const harness = await createHarness({
          batchSize: 2,
          through: (store) => ({
            ...store,
            async commitPage(lease, page) {
              commits += 1;
              const isTurn = commits === k;
              if (isTurn && when === "before") await ask();
              const result = await store.commitPage(lease, page);
              if (isTurn && when === "after") await ask();
              return result;
            },
          }),
        });
        const { github, store, sync, id } = harness;
        openPullRequests(github, 5);
        const web = createSync({ store, decryptor, github: { now: github.clock.now, log: {} } });
        expect(await sync.syncRepository(id), `k = ${k}`).toMatchObject({ status: "complete" });
        if (!isAsked) {
          expect(k).toBeGreaterThan(5);
          return;
        }
        const { state, lease } = (await store.getRepository(id)) ?? {};
        expect(state?.status).toBe("complete");
        expect(lease).toBeUndefined();
        // Before its first commit a run has read nothing: it is the one that was asked for.
        const isAnswered = when === "before" && k === 1;
        const due = await store.listDue(github.clock.now(), { limit: 9 });
        expect(due, `k = ${k}`).toHaveLength(isAnswered ? 0 : 1);
        github.clock.advance(hourMs);
        expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
        expect(await store.listDue(github.clock.now(), { limit: 9 })).toEqual([]);
        await expectEqualsGitHub(harness);
      }
    },
  );

  it("I9: comes after the limit that the run meets", async () => {
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

  it("comes no later than its runAt", async () => {
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

  it("puts off no repository whose run is stopped before its runAt", async () => {
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

describe("a sync that is asked for soon after another", () => {
  it("I1: is not taken for the one that reads fresh changes once more", async () => {
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

import { setImmediate } from "node:timers/promises";
import {
  createSync,
  type Lease,
  type Scheduler,
  type Sync,
  type SyncEvent,
  type SyncOptions,
} from "@ghsync/core";
import { createNodeCronScheduler } from "@ghsync/scheduler-node-cron";
import { createMemoryStore, type MemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import type { InnerSyncOptions } from "../../src/options/sync-options.ts";
import { decryptor } from "../sync-harness.ts";

export interface WorkerOptions extends Partial<Omit<SyncOptions, "github" | "store">> {
  readonly github?: FakeGitHub;
  readonly store?: MemoryStore;
  readonly client?: SyncOptions["github"];
  readonly through?: (store: MemoryStore) => SyncOptions["store"];
  readonly concurrency?: number;
}

/** A worker process: a sync with its own scheduler, on FakeGitHub's clock. */
export interface Worker {
  readonly github: FakeGitHub;
  readonly store: MemoryStore;
  readonly sync: Sync;
  readonly scheduler: Scheduler;
  readonly events: SyncEvent[];
  readonly logged: string[];
  /** Fires the timers that are due, without waiting for what they start. */
  fireDue(): void;
  /** Advances the clock timer by timer, and waits for what each timer starts. */
  pass(ms: number): Promise<void>;
}

/** Another process: takes the lease of the first repository that is due, and then does nothing. */
export function createAnother() {
  let lease: Lease | undefined;
  return {
    lease() {
      if (!lease) throw new Error("Nothing was due.");
      return lease;
    },
    through: (store: MemoryStore): MemoryStore => ({
      ...store,
      async listDue(now, page) {
        const due = await store.listDue(now, page);
        const [first] = due;
        const taken = { owner: "another", now, ttlMs: 12_345 };
        if (first && !lease) {
          lease = await store.acquireLease({ repositoryId: first.repository.id, ...taken });
        }
        return due;
      },
    }),
  };
}

/** Creates a worker that is not started. Several can share a GitHub and a store, like processes. */
export function createWorker({
  github = createFakeGitHub(),
  store = createMemoryStore(),
  client,
  through = (inner) => inner,
  concurrency = 4,
  ...options
}: WorkerOptions = {}): Worker {
  const timers = new Set<{ readonly at: number; fire(): void }>();
  const running = new Set<Promise<unknown>>();
  const track = <T>(run: Promise<T>): Promise<T> => {
    running.add(run);
    const done = () => void running.delete(run);
    run.then(done, done);
    return run;
  };
  function setTimer(at: Date, fire: () => void): () => boolean {
    const timer = { at: at.getTime(), fire };
    timers.add(timer);
    return () => timers.delete(timer);
  }
  function repeat(ms: number, act: () => Promise<void>): () => void {
    const { now } = github.clock;
    let cancel: () => boolean;
    const wait = () => {
      cancel = setTimer(new Date(now().getTime() + ms), () => {
        wait();
        void track(act());
      });
    };
    wait();
    return () => cancel();
  }
  const logged: string[] = [];
  const write = (line: string) => void logged.push(line);
  const log = { debug: () => undefined, info: write, warn: write, error: write };
  const inner = createNodeCronScheduler({
    schedules: store.schedules,
    concurrency,
    log,
    random: () => 0.5,
    timers: { now: github.clock.now, setTimer },
  });
  const scheduler: Scheduler = {
    ...inner,
    handle: (task, handler) => inner.handle(task, (context) => track(handler(context))),
  };
  async function settle() {
    await setImmediate();
    while (running.size > 0) {
      await Promise.allSettled([...running]);
      await setImmediate();
    }
  }
  const events: SyncEvent[] = [];
  const syncOptions: InnerSyncOptions = {
    store: through(store),
    decryptor,
    scheduler,
    repeat,
    onEvent: (event) => events.push(event),
    ...options,
    github: {
      fetch: github.fetch,
      now: github.clock.now,
      sleep: async (ms) => github.clock.advance(ms),
      random: () => 0.5,
      log,
      ...client,
    },
  };
  const sync = createSync(syncOptions);
  return {
    ...{ github, store, sync, scheduler, events, logged },
    fireDue() {
      for (const timer of [...timers].filter(({ at }) => at <= github.clock.now().getTime())) {
        timers.delete(timer);
        timer.fire();
      }
    },
    async pass(ms) {
      const until = github.clock.now().getTime() + ms;
      await settle();
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
        const [next] = due;
        if (!next) break;
        timers.delete(next);
        if (next.at > github.clock.now().getTime()) github.clock.set(new Date(next.at));
        next.fire();
        await settle();
      }
      if (until > github.clock.now().getTime()) github.clock.set(new Date(until));
    },
  };
}

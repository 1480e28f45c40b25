import { randomBytes } from "node:crypto";
import {
  createAesGcmDecryptor,
  createSync,
  registerSchedules,
  type SyncEvent,
  type SyncOutcome,
  type TokenDecryptor,
} from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { onTestFinished, vi } from "vitest";
import { fullName, hourMs } from "../sync-harness.ts";
import { canary } from "./canary.ts";
import { type CanaryStore, recorded } from "./canary-stores.ts";
import { createRecordingScheduler } from "./recording-scheduler.ts";

/** The parts that a trouble can replace while the world runs. */
export interface Parts {
  fetch: typeof fetch;
  decryptor: TokenDecryptor;
  onEvent: (event: SyncEvent) => unknown;
  /** Called before each call of the store. */
  beforeStore: (method: string, args: readonly unknown[]) => void;
  signal: AbortSignal | undefined;
}

/** A sync with the marked token, and all its output. */
export interface CanaryWorld extends CanaryStore {
  readonly github: FakeGitHub;
  readonly parts: Parts;
  readonly repositoryId: string;
  readonly logged: unknown[];
  readonly printed: unknown[];
  readonly events: unknown[];
  readonly rejections: unknown[];
  readonly outcomes: SyncOutcome[];
  /** Every call of the store: its arguments and its result. */
  readonly calls: unknown[];
  /** Jobs and schedules as the scheduler got them, and the results of their handlers. */
  readonly jobs: unknown[];
  /** Requests that carried the token. */
  readonly carried: () => number;
  /** Changes something at GitHub, and syncs. */
  run(): Promise<SyncOutcome | undefined>;
  /** Requests a sync of one, of all and of due repositories, and runs the jobs as a worker does. */
  work(): Promise<void>;
}

/** A tracked repository with the marked token, encrypted. */
export async function createCanaryWorld(
  createStore: () => Promise<CanaryStore>,
): Promise<CanaryWorld> {
  const github = createFakeGitHub({ tokens: [canary] });
  github.truth.createRepository({ fullName, members: ["grace"] });
  const store = await createStore();
  const logged: unknown[] = [];
  const printed: unknown[] = [];
  const events: unknown[] = [];
  const rejections: unknown[] = [];
  const outcomes: SyncOutcome[] = [];
  const calls: unknown[] = [];
  const jobs: unknown[] = [];
  const { scheduler, work } = createRecordingScheduler(jobs);
  const aesGcm = createAesGcmDecryptor({ keys: { k1: randomBytes(32) }, currentKeyId: "k1" });
  const parts: Parts = {
    fetch: github.fetch,
    decryptor: aesGcm,
    onEvent: () => undefined,
    beforeStore: () => undefined,
    signal: undefined,
  };
  let carried = 0;
  github.onRequest(({ headers }) => {
    if (headers.get("authorization")?.includes(canary)) carried += 1;
  });
  listenToConsole(printed);
  const log = (...said: unknown[]) => void logged.push(...said);
  const sync = createSync({
    store: recorded(store.store, calls, (...call) => parts.beforeStore(...call)),
    scheduler,
    decryptor: { decrypt: (repository, given) => parts.decryptor.decrypt(repository, given) },
    github: {
      fetch: (...asked) => parts.fetch(...asked),
      now: () => github.clock.now(),
      sleep: async () => undefined,
      random: () => 0.5,
      log: { debug: log, info: log, warn: log, error: log },
    },
    onEvent: (event) => {
      events.push(event);
      return parts.onEvent(event);
    },
  });
  const { id: repositoryId } = await store.store.trackRepository({ fullName });
  const encryptedToken = aesGcm.encrypt(canary, { id: repositoryId });
  await sync.trackRepository({ fullName, encryptedToken });

  return {
    ...store,
    github,
    parts,
    repositoryId,
    logged,
    printed,
    events,
    rejections,
    outcomes,
    calls,
    jobs,
    carried: () => carried,
    async work() {
      await registerSchedules(scheduler);
      await sync.start();
      await sync.requestSync(repositoryId);
      await scheduler.enqueue("sync-all-repositories", {});
      await work((error) => rejections.push(error));
      await sync.stop();
    },
    async run() {
      const number = github.truth.openPullRequest({
        repository: fullName,
        actor: "ada",
        title: "A door",
      });
      github.truth.comment({ repository: fullName, number, actor: "grace", body: "And a key?" });
      github.clock.advance(2 * hourMs);
      try {
        const outcome = await sync.syncRepository(repositoryId, { signal: parts.signal });
        outcomes.push(outcome);
        return outcome;
      } catch (error) {
        rejections.push(error);
        return undefined;
      }
    },
  };
}

function listenToConsole(printed: unknown[]): void {
  const spies = (["debug", "error", "info", "log", "trace", "warn"] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...said) => void printed.push(...said)),
  );
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
}

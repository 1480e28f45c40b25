import { createSync, type RepoStore } from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import type { InnerSyncOptions } from "../packages/core/src/options/sync-options.ts";
import type { Changes } from "./changes.ts";
import { anyTokenDecryptor } from "./fake-github-client.ts";
import type { FaultProfile } from "./fault-profile.ts";
import type { HistoryLog } from "./history-log.ts";
import { createKillableProcess, type Step } from "./killable-process.ts";
import type { LocalClock } from "./local-clock.ts";
import { createRandom, type Random } from "./random.ts";

/** Runs of workers on one repository. */
export interface WorkerRuns {
  /** Plays a run with faults, which dies at this rate. Returns its status. */
  run(deathRate: number): Promise<string>;
  /** Plays a run without faults. Returns its status. */
  quietRun(): Promise<string>;
  readonly figures: { runs: number; deaths: number; freezes: number };
  /** Requests and commits of workers that knew that their lease was lost. */
  readonly trespasses: readonly string[];
}

export interface WorkerRunsOptions {
  readonly github: FakeGitHub;
  readonly store: RepoStore;
  readonly repositoryId: string;
  readonly profile: FaultProfile;
  readonly seed: number;
  readonly changes: Changes;
  readonly historyLog: HistoryLog;
  readonly localClock: LocalClock;
  readonly subject: Subject;
}

const minuteMs = 60_000;

/** Where a process dies: at a step, a commit, or a list page with changes, and the highest index. */
const deathPlaces = {
  any: [
    ["index", 60],
    ["commit", 12],
    ["page", 3],
  ],
  pages: [["page", 4]],
} as const;

type DeathPlace = (typeof deathPlaces)[FaultProfile["deathsAt"]][number];

export function createWorkerRuns(options: WorkerRunsOptions): WorkerRuns {
  const { github, store, repositoryId, profile, seed, changes, historyLog } = options;
  const { localClock, subject } = options;
  const { clock } = github;
  const trespasses: string[] = [];
  const figures = { runs: 0, deaths: 0, freezes: 0 };

  /** Freezes a worker: changes happen, another worker takes its repository over, and then it continues. */
  async function freeze(step: Step, random: Random): Promise<void> {
    figures.freezes += 1;
    historyLog.record(`a worker freezes at its step ${step.index}`);
    if (random.chance(0.8)) changes.changeThese(step.writes);
    changes.change(random.integer(0, 2));
    clock.advance(random.pick([0, 15 * minuteMs, 15 * minuteMs, 120 * minuteMs]));
    await play({ isQuiet: false, deathRate: 0, isOther: true });
    historyLog.record("the frozen worker wakes up");
  }

  async function play({
    isQuiet,
    deathRate,
    isOther = false,
  }: {
    readonly isQuiet: boolean;
    readonly deathRate: number;
    readonly isOther?: boolean;
  }): Promise<string> {
    const name = `run ${figures.runs}`;
    const random = createRandom(seed, 2, figures.runs);
    figures.runs += 1;
    const mayDie = random.chance(deathRate);
    const [unit, most] = random.pick<readonly [DeathPlace, ...DeathPlace[]]>(
      deathPlaces[profile.deathsAt],
    );
    const last = random.integer(0, most);
    let freezes = 0;
    const witness = watchLease(github.fetch, store, () => {
      trespasses.push(`${name} goes on after its lease was lost`);
    });
    const worker = createKillableProcess(witness.fetch, witness.store, {
      diesAt: (step) => mayDie && (step[unit] ?? -1) >= last,
      diesAfter: random.chance(0.5),
      async beforeStep(step) {
        if (isQuiet || isOther || freezes >= 2) return;
        const rate = step.writes.length > 0 ? profile.frozenBeforeRows : profile.frozen;
        if (!random.chance(rate)) return;
        freezes += 1;
        await freeze(step, random);
      },
    });
    const { maxDurationMs, historyDays } = profile;
    const sync = createSync({
      store: subject.wrapStore?.(worker.store) ?? worker.store,
      decryptor: anyTokenDecryptor,
      api: profile.api,
      batchSize: profile.batchSize,
      pageSize: profile.pageSize,
      owner: name,
      ...(historyDays !== undefined && { historyDays }),
      ...(maxDurationMs !== undefined && !isQuiet && { maxDurationMs }),
      ...subject.options,
      github: {
        fetch: subject.wrapFetch?.(worker.fetch) ?? worker.fetch,
        now: localClock.now,
        sleep: async (ms) => clock.advance(ms),
        random: random.next,
        // What fails in a history is meant to.
        log: {},
      },
    });
    historyLog.record(`${name} begins`);
    const takeOver = isOther && random.chance(0.7);
    const outcome = await sync.syncRepository(repositoryId, { takeOver }).catch(String);
    const status = typeof outcome === "string" ? outcome : outcome.status;
    if (worker.isDead()) figures.deaths += 1;
    historyLog.record(`${name} ${worker.isDead() ? "dies" : `ends: ${status}`}`);
    return status;
  }

  return {
    figures,
    trespasses,
    run: (deathRate) => play({ isQuiet: false, deathRate }),
    quietRun: () => play({ isQuiet: true, deathRate: 0 }),
  };
}

/** Reports a request or commit after a refused renewal: another worker may have the repository then. */
function watchLease(
  fetchWatched: typeof fetch,
  store: RepoStore,
  onTrespass: () => void,
): { readonly fetch: typeof fetch; readonly store: RepoStore } {
  let isLost = false;
  return {
    async fetch(input, init) {
      if (isLost) onTrespass();
      return fetchWatched(input, init);
    },
    store: {
      ...store,
      async renewLease(...args) {
        const lease = await store.renewLease(...args);
        isLost ||= lease === undefined;
        return lease;
      },
      async commitPage(...args) {
        if (isLost) onTrespass();
        return store.commitPage(...args);
      },
    },
  };
}

/** Changes of the library under test: none, or one mistake that the torture must find. */
export interface Subject {
  /** Options of the runs, in addition to their own. */
  readonly options?: Partial<InnerSyncOptions>;
  /** A store that breaks its contract. */
  readonly breakStore?: (store: RepoStore) => RepoStore;
  /** Wraps the store of a worker. A death or a freeze can come between its calls. */
  readonly wrapStore?: (store: RepoStore) => RepoStore;
  /** Wraps the `fetch` of a worker. */
  readonly wrapFetch?: (fetchInner: typeof fetch) => typeof fetch;
}

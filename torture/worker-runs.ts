import { createSync, type RepoStore } from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import type { InnerSyncOptions } from "../packages/core/src/sync/options/sync-options.ts";
import type { Changes } from "./changes.ts";
import type { Chronicle } from "./chronicle.ts";
import { createMortalProcess, type Step } from "./mortal-process.ts";
import { createRandom, type Random } from "./random.ts";
import type { Weather } from "./weather.ts";

/** Runs of workers on one repository. */
export interface WorkerRuns {
  /** One run in bad weather. `mortality` is how likely it is to die. Answers its status. */
  run(mortality: number): Promise<string>;
  /** One run in which nothing goes wrong. */
  quietRun(): Promise<string>;
  readonly figures: { runs: number; deaths: number; freezes: number };
}

export interface WorkerRunsOptions {
  readonly github: FakeGitHub;
  readonly store: RepoStore;
  readonly repositoryId: string;
  readonly weather: Weather;
  readonly seed: number;
  readonly changes: Changes;
  readonly chronicle: Chronicle;
  /** Options beside those of the weather. */
  readonly options: Partial<InnerSyncOptions>;
}

const minuteMs = 60_000;

/** Where a process dies: at a step, a commit, or a page of a list that shows changes, up to so many into the run. */
const deathPlaces = [
  ["index", 60],
  ["commit", 12],
  ["page", 3],
] as const;

export function createWorkerRuns(options: WorkerRunsOptions): WorkerRuns {
  const { github, store, repositoryId, weather, seed, changes, chronicle } = options;
  const { clock } = github;
  const figures = { runs: 0, deaths: 0, freezes: 0 };

  /** The worker stands still, the world goes on, another takes its repository over, and then it wakes up. */
  async function freeze(step: Step, random: Random): Promise<void> {
    figures.freezes += 1;
    chronicle.tell(`a worker freezes at its step ${step.index}`);
    if (random.chance(0.8)) changes.changeThese(step.writes);
    changes.change(random.integer(0, 2));
    clock.advance(random.pick([0, 15 * minuteMs, 15 * minuteMs, 120 * minuteMs]));
    await play({ isQuiet: false, mortality: 0, isOther: true });
    chronicle.tell("the frozen worker wakes up");
  }

  async function play({
    isQuiet,
    mortality,
    isOther = false,
  }: {
    readonly isQuiet: boolean;
    readonly mortality: number;
    readonly isOther?: boolean;
  }): Promise<string> {
    const name = `run ${figures.runs}`;
    const random = createRandom(seed, 2, figures.runs);
    figures.runs += 1;
    const isMortal = random.chance(mortality);
    const [unit, most] = random.pick(deathPlaces);
    const last = random.integer(0, most);
    let freezes = 0;
    const worker = createMortalProcess(github.fetch, store, {
      diesAt: (step) => isMortal && (step[unit] ?? -1) >= last,
      diesAfter: random.chance(0.5),
      async beforeStep(step) {
        if (isQuiet || isOther || freezes >= 2) return;
        const rate = step.writes.length > 0 ? weather.frozenBeforeRows : weather.frozen;
        if (!random.chance(rate)) return;
        freezes += 1;
        await freeze(step, random);
      },
    });
    const { maxDurationMs, historyDays } = weather;
    const sync = createSync({
      store: worker.store,
      decryptor: { decrypt: async () => ({ credentialId: "me", token: "x" }) },
      api: weather.api,
      batchSize: weather.batchSize,
      pageSize: weather.pageSize,
      owner: name,
      ...(historyDays !== undefined && { historyDays }),
      ...(maxDurationMs !== undefined && !isQuiet && { maxDurationMs }),
      ...options.options,
      github: {
        fetch: worker.fetch,
        now: clock.now,
        sleep: async (ms) => clock.advance(ms),
        random: random.next,
        // What fails in a history is meant to.
        log: {},
      },
    });
    chronicle.tell(`${name} begins`);
    const takeOver = isOther && random.chance(0.7);
    const outcome = await sync.syncRepository(repositoryId, { takeOver }).catch(String);
    const status = typeof outcome === "string" ? outcome : outcome.status;
    if (worker.isDead()) figures.deaths += 1;
    chronicle.tell(`${name} ${worker.isDead() ? "dies" : `ends: ${status}`}`);
    return status;
  }

  return {
    figures,
    run: (mortality) => play({ isQuiet: false, mortality }),
    quietRun: () => play({ isQuiet: true, mortality: 0 }),
  };
}

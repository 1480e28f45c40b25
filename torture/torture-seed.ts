import type { RepoStore } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import type { InnerSyncOptions } from "../packages/core/src/sync/options/sync-options.ts";
import { createChanges } from "./changes.ts";
import { createChronicle } from "./chronicle.ts";
import { compareWithTruth } from "./compare-with-truth.ts";
import { lagOf, playBefore, playRound } from "./play-round.ts";
import { createRandom } from "./random.ts";
import type { SubjectStore } from "./subject-store.ts";
import { drawWeather } from "./weather.ts";
import { createWorkerRuns } from "./worker-runs.ts";

const dayMs = 86_400_000;
/** A history that brings forth its own changes would never come to an end. */
const mostMidRunChanges = 50;

/** What is tortured beside the library as it is: one with a mistake, which the torture must find. */
export interface Subject {
  /** Options that the runs are given beside their own. */
  readonly options?: Partial<InnerSyncOptions>;
  /** What stands between the runs and the store. */
  readonly wrapStore?: (store: RepoStore) => RepoStore;
}

export interface SeedOptions {
  readonly createStore: () => Promise<SubjectStore>;
  /** @defaultValue the library as it is */
  readonly createSubject?: (github: FakeGitHub) => Subject;
  /** Parts of the history to leave out: hardships, rounds, changes. @defaultValue none */
  readonly without?: ReadonlySet<string>;
}

export interface SeedResult {
  readonly seed: number;
  readonly climate: string;
  readonly differences: readonly string[];
  readonly figures: {
    readonly changes: number;
    readonly runs: number;
    readonly deaths: number;
    readonly freezes: number;
    readonly requests: number;
    readonly compared: number;
  };
  /** The parts that the history was made of, hardships aside. */
  readonly parts: readonly string[];
  /** What happened, in order. */
  readonly steps: readonly string[];
}

/**
 * One random history: changes before, during and after runs, with lag, faults, limits, deaths and frozen workers; then a quiet
 * day, one quiet sync, and the comparison. The same seed, without the same parts, gives the same history.
 */
export async function tortureSeed(
  seed: number,
  { createStore, createSubject = () => ({}), without = new Set() }: SeedOptions,
): Promise<SeedResult> {
  const weather = drawWeather(createRandom(seed, 0), without);
  let isCalm = false;
  const answers = createRandom(seed, 3);
  const github = createFakeGitHub({
    coupledClocks: weather.coupledClocks,
    unsortedPages: weather.unsortedPages,
    replicaLagMs: ({ path }) => (isCalm ? 0 : lagOf(weather, path, answers)),
  });
  const { clock } = github;
  const chronicle = createChronicle(without, clock.now);
  const changes = createChanges(github, weather, seed, chronicle);
  const subject = createSubject(github);
  const subjectStore = await createStore();
  try {
    const store = subject.wrapStore?.(subjectStore.store) ?? subjectStore.store;
    const { id: repositoryId } = await store.trackRepository({ fullName: changes.made.repository });
    const { options = {} } = subject;
    const setup = { github, store, repositoryId, weather, seed, changes, chronicle, options };
    const workers = createWorkerRuns(setup);

    playBefore(setup);
    let midRunChanges = 0;
    const offHook = github.onResponse((request, response) => {
      if (isCalm) return;
      changes.learn(request, response);
      if (weather.slowMs > 0) clock.advance(answers.integer(0, weather.slowMs));
      if (midRunChanges >= mostMidRunChanges || !answers.chance(weather.midRunChanges)) return;
      midRunChanges += 1;
      if (answers.chance(weather.shownRows)) changes.moveShown(request, response);
      else changes.change(answers.integer(1, 2));
    });
    for (let round = 1; round <= weather.rounds; round += 1) {
      if (!chronicle.plays(`round-${round}`)) continue;
      await playRound(round, setup, workers);
    }
    isCalm = true;
    offHook();
    // Leases, limits and quarantine end meanwhile, and nothing is too young to be trusted.
    clock.advance(dayMs);
    chronicle.tell("the quiet sync");
    const status = await workers.quietRun();
    const { requests } = github.ledger.summary();
    const comparison = await compareWithTruth(github, {
      repositoryId,
      subjectStore,
      changes,
      api: weather.api,
    });
    const wrongStatus = status === "complete" ? [] : [`the quiet sync is ${status}`];
    const { parts, steps } = chronicle;
    const changeCount = parts.filter((part) => part.startsWith("change-")).length;
    const { compared } = comparison;
    const figures = { changes: changeCount, ...workers.figures, requests, compared };
    const differences = [...wrongStatus, ...comparison.differences];
    return { seed, climate: weather.climate, differences, figures, parts, steps };
  } finally {
    await subjectStore.close();
  }
}

import type { RepoStore } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import type { InnerSyncOptions } from "../packages/core/src/options/sync-options.ts";
import { createChanges } from "./changes.ts";
import { createChronicle } from "./chronicle.ts";
import { compareWithTruth } from "./compare-with-truth.ts";
import { createLocalClock, type LocalClock } from "./local-clock.ts";
import { lagOf, playBefore, playRound } from "./play-round.ts";
import { createRandom } from "./random.ts";
import type { SubjectStore } from "./subject-store.ts";
import { drawWeather, type Weather } from "./weather.ts";
import { createWorkerRuns } from "./worker-runs.ts";
import type { WrongAnswer } from "./wrong-answers.ts";

const dayMs = 86_400_000;
/** Daily runs after which a store equals GitHub again, where GitHub gave wrong answers. */
const daysToHeal = 3;
/** A history that brings forth its own changes would never come to an end. */
const mostMidRunChanges = 50;

/** What is tortured beside the library as it is: one with a mistake, which the torture must find. */
export interface Subject {
  /** Options that the runs are given beside their own. */
  readonly options?: Partial<InnerSyncOptions>;
  /** A store that breaks its contract. */
  readonly breakStore?: (store: RepoStore) => RepoStore;
  /** What stands between a worker and the store: a death or a freeze can come between what it does. */
  readonly wrapStore?: (store: RepoStore) => RepoStore;
  /** What stands between a worker and GitHub. */
  readonly wrapFetch?: (fetchInner: typeof fetch) => typeof fetch;
}

export interface SeedOptions {
  readonly createStore: () => Promise<SubjectStore>;
  /** @defaultValue the library as it is */
  readonly createSubject?: (local: Pick<LocalClock, "now">) => Subject;
  /** Parts of the history to leave out: hardships, rounds, changes. @defaultValue none */
  readonly without?: ReadonlySet<string>;
  /** Wrong answers beside those that the history draws. @defaultValue none */
  readonly wrongAnswers?: readonly WrongAnswer[];
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
  { createStore, createSubject = () => ({}), without = new Set(), wrongAnswers = [] }: SeedOptions,
): Promise<SeedResult> {
  const drawn = drawWeather(createRandom(seed, 0), without);
  const more = wrongAnswers.filter((name) => !drawn.wrongAnswers.includes(name));
  const weather = { ...drawn, wrongAnswers: [...drawn.wrongAnswers, ...more] };
  let isCalm = false;
  const answers = createRandom(seed, 3);
  const github = createFakeGitHub({
    coupledClocks: weather.coupledClocks,
    bumpOnCommentEdit: weather.bumpOnCommentEdit,
    unsortedPages: weather.unsortedPages,
    replicaLagMs: ({ path }) => (isCalm ? 0 : lagOf(weather, path, answers)),
  });
  const { clock } = github;
  const chronicle = createChronicle(without, clock.now);
  const changes = createChanges(github, weather, seed, chronicle);
  const localClock = createLocalClock(clock.now, weather.localClock);
  const subject = createSubject(localClock);
  const subjectStore = await createStore();
  try {
    const store = subject.breakStore?.(subjectStore.store) ?? subjectStore.store;
    const { id: repositoryId } = await store.trackRepository({ fullName: changes.made.repository });
    const setup = { github, store, repositoryId, weather, seed, changes, chronicle, localClock };
    const workers = createWorkerRuns({ ...setup, subject });
    const compare = () =>
      compareWithTruth(github, { repositoryId, subjectStore, changes, api: weather.api });

    playBefore(setup);
    if (weather.calmStart) await workers.quietRun();
    const lies: string[] = [];
    let midRunChanges = 0;
    const offHook = github.onResponse((request, response) => {
      if (isCalm) return;
      if (weather.slowMs > 0) clock.advance(answers.integer(0, weather.slowMs));
      if (midRunChanges >= mostMidRunChanges || !answers.chance(weather.midRunChanges)) return;
      midRunChanges += 1;
      if (answers.chance(weather.shownRows)) changes.moveShown(request, response);
      else changes.change(answers.integer(1, 2));
    });
    for (let round = 1; round <= weather.rounds; round += 1) {
      if (!chronicle.plays(`round-${round}`)) continue;
      const status = await playRound(round, setup, workers);
      if (status !== "complete" || !isStill(weather)) continue;
      const { differences } = await compare();
      lies.push(...differences.map((difference) => `complete in round ${round}: ${difference}`));
    }
    isCalm = true;
    offHook();
    let status = "";
    // After a rename all is read again: in slices, where the time is short.
    const isRenamed = chronicle.steps.some((step) => step.includes("renameRepository"));
    const isSlow = weather.wrongAnswers.length > 0 || isRenamed;
    const mostDays = isSlow ? daysToHeal : 1;
    for (let day = 1; day <= mostDays && status !== "complete"; day += 1) {
      // Leases, limits and quarantine end meanwhile, and nothing is too young to be trusted.
      clock.advance(dayMs);
      chronicle.tell("the quiet sync");
      status = await workers.quietRun();
    }
    const { requests } = github.ledger.summary();
    const comparison = await compare();
    const wrongStatus = status === "complete" ? [] : [`the quiet sync is ${status}`];
    const { parts, steps } = chronicle;
    const changeCount = parts.filter((part) => part.startsWith("change-")).length;
    const { compared } = comparison;
    const figures = { changes: changeCount, ...workers.figures, requests, compared };
    const differences = [...lies, ...workers.trespasses, ...wrongStatus, ...comparison.differences];
    return { seed, climate: weather.climate, differences, figures, parts, steps };
  } finally {
    await subjectStore.close();
  }
}

/** Whether nothing moves while a run goes on, so that one that says `complete` has to be equal at once. */
function isStill({ midRunChanges, lagOfLists, lagOfReads, ...rest }: Weather): boolean {
  const { frozen, frozenBeforeRows } = rest;
  const moves = [midRunChanges, lagOfLists.rate, lagOfReads.rate, frozen, frozenBeforeRows];
  return moves.every((rate) => rate === 0);
}

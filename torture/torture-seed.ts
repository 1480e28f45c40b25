import { createFakeGitHub } from "@ghsync/testing";
import { createChanges } from "./changes.ts";
import { compareWithTruth } from "./compare-with-truth.ts";
import type { FaultProfile } from "./fault-profile.ts";
import { createHistoryLog } from "./history-log.ts";
import { createLocalClock, type LocalClock } from "./local-clock.ts";
import { lagOf, playBefore, playRound } from "./play-round.ts";
import { createRandom } from "./random.ts";
import { drawFaultProfile } from "./random-fault-profile.ts";
import type { SubjectStore } from "./subject-store.ts";
import { createWorkerRuns, type Subject } from "./worker-runs.ts";
import type { WrongAnswer } from "./wrong-answers.ts";

const dayMs = 86_400_000;
/** Daily runs after which a store equals GitHub again, where GitHub gave wrong answers. */
const daysToHeal = 3;
/** A history that brings forth its own changes would never come to an end. */
const mostMidRunChanges = 50;

export interface SeedOptions {
  readonly createStore: () => Promise<SubjectStore>;
  /** @defaultValue the library as it is */
  readonly createSubject?: (local: Pick<LocalClock, "now">) => Subject;
  /** Parts of the history to leave out: kinds of fault, rounds, changes. @defaultValue none */
  readonly without?: ReadonlySet<string>;
  /** Wrong answers beside those that the history draws. @defaultValue none */
  readonly wrongAnswers?: readonly WrongAnswer[];
}

export interface SeedResult {
  readonly seed: number;
  readonly preset: string;
  readonly differences: readonly string[];
  readonly figures: {
    readonly changes: number;
    readonly runs: number;
    readonly deaths: number;
    readonly freezes: number;
    readonly requests: number;
    readonly compared: number;
  };
  /** The rounds and changes of the history. */
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
  const drawn = drawFaultProfile(createRandom(seed, 0), without);
  const more = wrongAnswers.filter((name) => !drawn.wrongAnswers.includes(name));
  const profile = { ...drawn, wrongAnswers: [...drawn.wrongAnswers, ...more] };
  let isCalm = false;
  const answers = createRandom(seed, 3);
  const github = createFakeGitHub({
    coupledClocks: profile.coupledClocks,
    bumpOnCommentEdit: profile.bumpOnCommentEdit,
    unsortedPages: profile.unsortedPages,
    replicaLagMs: ({ path }) => (isCalm ? 0 : lagOf(profile, path, answers)),
  });
  const { clock } = github;
  const historyLog = createHistoryLog(without, clock.now);
  const changes = createChanges(github, profile, seed, historyLog);
  const localClock = createLocalClock(clock.now, profile.localClock);
  const subject = createSubject(localClock);
  const subjectStore = await createStore();
  try {
    const store = subject.breakStore?.(subjectStore.store) ?? subjectStore.store;
    const { id: repositoryId } = await store.trackRepository({ fullName: changes.made.repository });
    const setup = { github, store, repositoryId, profile, seed, changes, historyLog, localClock };
    const workers = createWorkerRuns({ ...setup, subject });
    const compare = () =>
      compareWithTruth(github, { repositoryId, subjectStore, changes, api: profile.api });

    playBefore(setup);
    if (profile.calmStart) await workers.quietRun();
    const tooEarly: string[] = [];
    let midRunChanges = 0;
    const offHook = github.onResponse((request, response) => {
      if (isCalm) return;
      if (profile.slowMs > 0) clock.advance(answers.integer(0, profile.slowMs));
      if (midRunChanges >= mostMidRunChanges || !answers.chance(profile.midRunChanges)) return;
      midRunChanges += 1;
      if (answers.chance(profile.shownRows)) changes.moveShown(request, response);
      else changes.change(answers.integer(1, 2));
    });
    for (let round = 1; round <= profile.rounds; round += 1) {
      if (!historyLog.startPart(`round-${round}`)) continue;
      const status = await playRound(round, setup, workers);
      if (status !== "complete" || !isStill(profile)) continue;
      const { differences } = await compare();
      tooEarly.push(
        ...differences.map((difference) => `complete in round ${round}: ${difference}`),
      );
    }
    isCalm = true;
    offHook();
    let status = "";
    // After a rename all is read again: in slices, where the time is short.
    const isRenamed = historyLog.steps.some((step) => step.includes("renameRepository"));
    const isSlow = profile.wrongAnswers.length > 0 || isRenamed;
    const mostDays = isSlow ? daysToHeal : 1;
    for (let day = 1; day <= mostDays && status !== "complete"; day += 1) {
      // Leases, limits and quarantine end meanwhile, and nothing is too young to be trusted.
      clock.advance(dayMs);
      historyLog.record("the quiet sync");
      status = await workers.quietRun();
    }
    const { requests } = github.ledger.summary();
    const comparison = await compare();
    const wrongStatus = status === "complete" ? [] : [`the quiet sync is ${status}`];
    const { parts, steps } = historyLog;
    const changeCount = parts.filter((part) => part.startsWith("change-")).length;
    const { compared } = comparison;
    const figures = { changes: changeCount, ...workers.figures, requests, compared };
    const differences = [
      ...tooEarly,
      ...workers.trespasses,
      ...wrongStatus,
      ...comparison.differences,
    ];
    return { seed, preset: profile.preset, differences, figures, parts, steps };
  } finally {
    await subjectStore.close();
  }
}

/**
 * Whether nothing moves while a run goes on, so that one that says `complete` has to be equal at once. A change that a list did not show at
 * its end is read by the next run.
 */
function isStill({ midRunChanges, lagOfLists, lagOfReads, ...rest }: FaultProfile): boolean {
  const { frozen, frozenBeforeRows, wrongAnswers } = rest;
  if (wrongAnswers.includes("cut-lists")) return false;
  const moves = [midRunChanges, lagOfLists.rate, lagOfReads.rate, frozen, frozenBeforeRows];
  return moves.every((rate) => rate === 0);
}

import { faultPresets } from "./fault-presets.ts";
import type { FaultProfile, Lag } from "./fault-profile.ts";
import type { LocalClockFaults } from "./local-clock.ts";

import { createRandom, type Random } from "./random.ts";
import { drawnAnswers } from "./wrong-answers.ts";

const minuteMs = 60_000;

const noLag: Lag = { rate: 0, worstMs: 0 };

const trueClock: LocalClockFaults = { aheadMs: 0, driftPerMille: 0, setBack: 0 };

/** Switches a kind of fault off, by the name that `--without` uses. */
const switchedOff: Readonly<Record<string, Partial<FaultProfile>>> = {
  rest: { api: "graphql" },
  window: { historyDays: undefined },
  "uncoupled-clocks": { coupledClocks: true },
  "lone-edits": { bumpOnCommentEdit: true },
  "unsorted-pages": { unsortedPages: false },
  "time-limits": { maxDurationMs: undefined },
  "mid-run-changes": { midRunChanges: 0 },
  "lag-of-lists": { lagOfLists: noLag },
  "lag-of-reads": { lagOfReads: noLag },
  "slow-answers": { slowMs: 0 },
  faults: { faultRate: 0 },
  "wrong-answers": { wrongAnswers: [] },
  "local-clock": { localClock: trueClock },
  limits: { limits: 0 },
  deaths: { deaths: 0, lastDeath: 0 },
  freezes: { frozen: 0, frozenBeforeRows: 0 },
};

/** The kinds of fault that `--without` can switch off. */
export const faultNames: readonly string[] = Object.keys(switchedOff);

/** The preset of a seed's history. */
export function presetOf(seed: number): string {
  return drawFaultProfile(createRandom(seed, 0), new Set()).preset;
}

/** Draws a seed's profile at random. Most seeds get the features of a preset. */
export function drawFaultProfile(random: Random, without: ReadonlySet<string>): FaultProfile {
  const drawn = drawFeatures(random);
  const [preset, features] = random.pick(faultPresets);
  const absent = Object.entries(switchedOff).filter(([name]) => without.has(name));
  return Object.assign(
    { ...drawn, ...features(random), preset },
    ...absent.map(([, part]) => part),
  );
}

function drawFeatures(random: Random): Omit<FaultProfile, "preset"> {
  return {
    api: random.chance(0.12) ? "rest" : "graphql",
    historyDays: random.chance(0.12) ? 7 : undefined,
    coupledClocks: random.chance(0.3),
    bumpOnCommentEdit: random.chance(0.7),
    unsortedPages: random.chance(0.2),
    batchSize: random.pick([1, 2, 3, 25]),
    pageSize: random.pick([2, 3, 5, 100]),
    maxDurationMs: random.chance(0.1) ? random.pick([1000, minuteMs]) : undefined,
    opened: random.pick([0, 2, 10, 25]),
    firstChanges: random.pick([0, 10, 30]),
    calmStart: random.chance(0.2),
    rounds: random.integer(2, 6),
    changesARound: [1, 6, 20],
    gapsMs: [0, 1000, minuteMs, 3 * minuteMs, 5 * minuteMs, 11 * minuteMs, 60 * minuteMs],
    clocks: random.pick(["any", "any", "issue", "pulls", "lone"]),
    aim: random.pick(["few", "each"]),
    sameSecond: random.pick([0.1, 0.5, 0.9]),
    midRunChanges: random.pick([0, 0.2, 0.6]),
    shownRows: random.pick([0, 0.5]),
    lagOfLists: drawLag(random),
    lagOfReads: drawLag(random),
    slowMs: random.pick([0, 0, 500, 20_000]),
    faultRate: random.pick([0, 0, 0.05, 0.2]),
    wrongAnswers: drawnAnswers.filter(() => random.chance(0.1)),
    localClock: drawLocalClock(random),
    limits: random.pick([0, 0.2]),
    deaths: random.pick([0, 0.3, 0.8]),
    lastDeath: random.pick([0, 0.5]),
    deathsAt: random.pick(["any", "any", "pages"]),
    frozen: random.pick([0, 0, 0.02]),
    frozenBeforeRows: random.pick([0, 0, 0.1]),
  };
}

function drawLocalClock(random: Random): LocalClockFaults {
  const hourMs = 60 * minuteMs;
  return {
    aheadMs: random.pick([0, 0, -24 * hourMs, -hourMs, -minuteMs, minuteMs, hourMs, 24 * hourMs]),
    driftPerMille: random.pick([0, 0, -10, 10]),
    setBack: random.pick([0, 0, 0.3]),
  };
}

// GitHub may lag as long as the overlap, ten minutes.
function drawLag(random: Random): Lag {
  return {
    rate: random.pick([0, 0.2, 0.9]),
    worstMs: random.pick([5_000, minuteMs, 9.5 * minuteMs]),
  };
}

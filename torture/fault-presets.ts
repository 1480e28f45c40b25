import type { FaultProfile } from "./fault-profile.ts";
import type { Random } from "./random.ts";

type FaultPreset = readonly [name: string, features: (random: Random) => Partial<FaultProfile>];

const minuteMs = 60_000;
const still = { rate: 0, worstMs: 0 } as const;

/** Changes that only one list shows, long before the next run, and no faults. */
const lone = {
  api: "graphql",
  historyDays: undefined,
  coupledClocks: false,
  bumpOnCommentEdit: false,
  maxDurationMs: undefined,
  clocks: "lone",
  aim: "each",
  opened: 10,
  firstChanges: 10,
  calmStart: true,
  gapsMs: [11 * minuteMs, 60 * minuteMs],
  midRunChanges: 0,
  lagOfLists: still,
  lagOfReads: still,
  slowMs: 0,
  faultRate: 0,
  wrongAnswers: [],
  limits: 0,
  deaths: 0,
  lastDeath: 0,
  frozen: 0,
  frozenBeforeRows: 0,
} as const satisfies Partial<FaultProfile>;

/** Presets that make it likely that a usual mistake loses data. Other features are drawn at random. */
export const faultPresets: readonly [FaultPreset, ...FaultPreset[]] = [
  ["mixed", () => ({})],
  ["mixed", () => ({})],
  // Rows leave the front of a long list while it is walked, so later rows move to pages that were read already.
  [
    "moving pages",
    (random) => ({
      api: "graphql",
      coupledClocks: false,
      clocks: random.pick(["issue", "issue", "pulls"]),
      aim: "each",
      pageSize: random.pick([2, 3]),
      opened: 25,
      firstChanges: 10,
      rounds: random.integer(2, 3),
      changesARound: [20, 30],
      gapsMs: [60 * minuteMs],
      midRunChanges: 0.3,
      shownRows: 0.9,
      slowMs: 0,
      limits: 0,
      faultRate: 0,
      deaths: 0,
      lastDeath: 0,
      frozen: 0,
      frozenBeforeRows: 0,
    }),
  ],
  // Lists are fresh and show a change that answers don't have until minutes later.
  [
    "old answers",
    (random) => ({
      aim: "each",
      opened: random.pick([10, 25]),
      gapsMs: [90_000, 2 * minuteMs, 4 * minuteMs],
      changesARound: [6, 12],
      midRunChanges: 0,
      lagOfLists: still,
      lagOfReads: { rate: random.pick([0.5, 0.9]), worstMs: 9.5 * minuteMs },
      slowMs: 0,
      lastDeath: 0,
    }),
  ],
  // Workers freeze after a read, long enough that no later run reads the same pull requests again.
  [
    "sleepers",
    (random) => ({
      aim: "each",
      batchSize: random.pick([2, 3, 25]),
      opened: random.pick([10, 20]),
      firstChanges: 10,
      rounds: random.integer(1, 3),
      changesARound: [6, 12],
      midRunChanges: 0,
      faultRate: 0,
      deaths: 0,
      lastDeath: 0,
      frozen: random.pick([0, 0.05]),
      frozenBeforeRows: 0.4,
    }),
  ],
  // Runs stop in the middle of a list that nothing moves afterwards.
  [
    "stoppages",
    (random) => ({
      api: "graphql",
      coupledClocks: false,
      clocks: "pulls",
      aim: "each",
      pageSize: random.pick([2, 3]),
      batchSize: random.pick([3, 25]),
      opened: random.pick([10, 20]),
      firstChanges: 10,
      rounds: random.integer(2, 4),
      changesARound: [20],
      midRunChanges: 0,
      lagOfLists: random.chance(0.5) ? still : { rate: 0.2, worstMs: minuteMs },
      faultRate: 0,
      limits: 0,
      deaths: 0.2,
      lastDeath: 0.9,
      frozen: 0,
      frozenBeforeRows: 0,
    }),
  ],
  // Runs die between two commits. What they had read is hours old, in one list alone, so no later list shows it again.
  [
    "lone changes",
    (random) => ({
      ...lone,
      pageSize: random.pick([2, 3, 100]),
      opened: 25,
      rounds: random.integer(2, 3),
      changesARound: [30],
      deaths: 0.9,
      lastDeath: 0.9,
      deathsAt: "pages",
    }),
  ],
  // A second holds more changes than a page.
  [
    "crowded seconds",
    (random) => ({
      ...lone,
      pageSize: random.pick([2, 3, 5]),
      sameSecond: 0.9,
      rounds: random.integer(2, 3),
      changesARound: [20, 30],
    }),
  ],
  // A list's pages come from replicas of different ages, and look the same in later runs.
  [
    "torn lists",
    (random) => ({
      ...lone,
      clocks: "pulls",
      pageSize: random.pick([2, 3]),
      rounds: random.integer(2, 4),
      changesARound: [6, 12],
      gapsMs: [0, 1000, minuteMs],
      lagOfLists: { rate: 0.5, worstMs: 9.5 * minuteMs },
    }),
  ],
  // Lists are not found at times, in their middle too.
  [
    "missing lists",
    (random) => ({
      ...lone,
      api: random.pick(["graphql", "rest"]),
      pageSize: random.pick([2, 3]),
      rounds: random.integer(2, 4),
      changesARound: [12, 20],
      wrongAnswers: ["missing-lists"],
    }),
  ],
  // Lists end too early at times, or lack their first rows, and nothing moves what was missing.
  [
    "cut lists",
    (random) => ({
      ...lone,
      api: random.pick(["graphql", "rest"]),
      historyDays: random.pick([undefined, 7]),
      clocks: random.pick(["pulls", "lone"]),
      pageSize: random.pick([2, 3, 100]),
      calmStart: random.chance(0.5),
      rounds: random.integer(2, 4),
      changesARound: [12, 20],
      wrongAnswers: ["cut-lists"],
    }),
  ],
];

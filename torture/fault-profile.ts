import type { LocalClockFaults } from "./local-clock.ts";
import type { WrongAnswer } from "./wrong-answers.ts";

/** How old the truth is that a read is answered from. */
export interface Lag {
  /** The share of reads that lag. */
  readonly rate: number;
  /** At most so many milliseconds. */
  readonly worstMs: number;
}

/** Which changes and faults the history of a seed has, and how often. */
export interface FaultProfile {
  readonly preset: string;
  readonly api: "graphql" | "rest";
  /** How far back the first sync goes; `undefined` for everything. */
  readonly historyDays: number | undefined;
  readonly coupledClocks: boolean;
  /** Whether an edited comment moves more clocks than its own. */
  readonly bumpOnCommentEdit: boolean;
  readonly unsortedPages: boolean;
  readonly batchSize: number;
  readonly pageSize: number;
  readonly maxDurationMs: number | undefined;
  /** Pull requests that are opened before all else. */
  readonly opened: number;
  /** At most so many further changes before the first run. */
  readonly firstChanges: number;
  /** Whether a quiet run reads everything before the first round. */
  readonly calmStart: boolean;
  readonly rounds: number;
  /** At most so many changes between two runs; one of these for each round. */
  readonly changesARound: readonly [number, ...number[]];
  /** Time from the changes to the run; one of these for each round. */
  readonly gapsMs: readonly [number, ...number[]];
  /** Which clocks most changes move; `lone` changes show in one list alone, where clocks allow it. */
  readonly clocks: "any" | "issue" | "pulls" | "lone";
  /** Whether the same few pull requests are changed again and again, or each in its turn. */
  readonly aim: "few" | "each";
  /** How often a change shares the second of the one before. */
  readonly sameSecond: number;
  /** How often the truth changes between two requests of a run. */
  readonly midRunChanges: number;
  /** How often such a change moves a row that the answer has just shown. */
  readonly shownRows: number;
  readonly lagOfLists: Lag;
  readonly lagOfReads: Lag;
  /** How long an answer takes, at most. */
  readonly slowMs: number;
  readonly faultRate: number;
  /** Answers of an unexpected shape. Each lasts for some rounds. */
  readonly wrongAnswers: readonly WrongAnswer[];
  readonly localClock: LocalClockFaults;
  /** How often a round begins with few requests or points left. */
  readonly limits: number;
  /** How often a run dies, and how often the last one does. */
  readonly deaths: number;
  readonly lastDeath: number;
  /** Whether it dies anywhere, or at a page of a list that shows changes. */
  readonly deathsAt: "any" | "pages";
  /** How often a worker freezes, before any step, and between reading pull requests and writing them. */
  readonly frozen: number;
  readonly frozenBeforeRows: number;
}

import type { FakeGitHub } from "@ghsync/testing";
import type { Changes } from "./changes.ts";
import type { FaultProfile, Lag } from "./fault-profile.ts";
import type { LocalClock } from "./local-clock.ts";
import { createRandom, type Random } from "./random.ts";
import type { WorkerRuns } from "./worker-runs.ts";
import { addWrongAnswers } from "./wrong-answers.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;

export interface RoundSetup {
  readonly github: Pick<FakeGitHub, "clock" | "faults" | "setRemaining">;
  readonly profile: FaultProfile;
  readonly seed: number;
  readonly changes: Changes;
  readonly localClock: LocalClock;
}

/** Plays what happens before the first run, some of it too long ago for a history with a window. */
export function playBefore({ github, profile, seed, changes }: RoundSetup): void {
  const random = createRandom(seed, 4, 0);
  changes.open(profile.opened);
  const count = random.integer(0, profile.firstChanges);
  const old = profile.historyDays === undefined ? 0 : random.integer(0, count);
  changes.change(old);
  if (old > 0) github.clock.advance(random.integer(1, 20) * dayMs);
  changes.change(count - old);
  github.clock.advance(random.pick([0, 60 * minuteMs, dayMs]));
}

/** Plays changes, some time, and a run with the faults of the profile. Returns how the run ended. */
export async function playRound(
  round: number,
  { github, profile, seed, changes, localClock }: RoundSetup,
  workers: WorkerRuns,
): Promise<string> {
  const random = createRandom(seed, 4, round);
  changes.change(random.integer(0, random.pick(profile.changesARound)));
  github.clock.advance(random.pick(profile.gapsMs));
  const { faultRate } = profile;
  const setBackMs = random.pick([minuteMs, 60 * minuteMs]);
  if (random.chance(profile.localClock.setBack)) localClock.setBack(setBackMs);
  const endWrongAnswers = addWrongAnswers(
    github.faults,
    profile.wrongAnswers,
    createRandom(seed, 5, round),
  );
  const endFaults = faultRate > 0 ? github.faults.random(seed + round, faultRate) : undefined;
  if (random.chance(profile.limits)) {
    github.setRemaining(random.pick(["graphql", "core"]), random.integer(0, 20));
  }
  const status = await workers.run(round === profile.rounds ? profile.lastDeath : profile.deaths);
  endFaults?.();
  endWrongAnswers();
  return status;
}

/** How old the data of this request's answer is, in milliseconds. */
export function lagOf(profile: FaultProfile, path: string, random: Random): number {
  const isList = /^\/repositories\/\d+\/(issues|pulls)(\/comments)?\?/.test(path);
  const { rate, worstMs }: Lag = isList ? profile.lagOfLists : profile.lagOfReads;
  return random.chance(rate) ? random.integer(0, worstMs) : 0;
}

import { type MutantName, mutants } from "./mutants.ts";
import { type StoreName, subjectStores } from "./subject-stores.ts";
import { type SeedResult, tortureSeed } from "./torture-seed.ts";
import type { WrongAnswer } from "./wrong-answers.ts";

/** One history to play, as it can be sent to a worker. */
export interface TortureTask {
  readonly seed: number;
  readonly store: StoreName;
  /** The mutant to play; `undefined` for the library as it is. */
  readonly mutant: MutantName | undefined;
  /** Parts of the history to leave out. */
  readonly without: readonly string[];
  /** Wrong answers beside those that the history draws. @defaultValue none */
  readonly with?: readonly WrongAnswer[];
}

export function playTask({
  seed,
  store,
  mutant,
  without,
  ...task
}: TortureTask): Promise<SeedResult> {
  return tortureSeed(seed, {
    createStore: subjectStores[store],
    ...(mutant && { createSubject: mutants[mutant] }),
    without: new Set(without),
    wrongAnswers: task.with ?? [],
  });
}

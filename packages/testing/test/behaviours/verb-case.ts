import type { FakeGitHub } from "@ghsync/testing";
import type { Event, Subject } from "./happen.ts";

/** Something that a verb does, and the clocks that it moves. */
export interface VerbCase {
  readonly moves: readonly ("issue" | "pull")[];
  readonly event: Event;
  /** What happens a minute before. */
  readonly arrange?: Event;
  /** Whose clocks are looked at. @defaultValue 1, the pull request */
  readonly watched?: number;
}

type Truth = FakeGitHub["truth"];
export type Does = (truth: Truth, subject: Subject) => unknown;

/** Makes cases of verbs that move these clocks. */
export const moving =
  (...moves: VerbCase["moves"]) =>
  (does: Does, arranges: Does = () => undefined, watched = 1): VerbCase => ({
    moves,
    watched,
    arrange: ({ truth }, subject) => arranges(truth, subject),
    event: ({ truth }, subject) => does(truth, subject),
  });

import type { Breakage, Wrapped } from "./whole-subject.ts";

/** A store with one bug, and the cases of a group that find it. */
export interface BrokenStore {
  /** What is wrong: "a store that ...". */
  readonly bug: string;
  readonly breaks: (wrapped: Wrapped) => Breakage;
  /** The names of the cases that fail: these, and no others of the group. */
  readonly fails: readonly string[];
}

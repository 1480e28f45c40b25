import type { Instant } from "../instant.ts";
import type { Issue } from "./records.ts";
import type { World } from "./world.ts";

/** What a verb works with. */
export interface VerbCall {
  readonly world: World;
  /** The instant of the call, which every stamp takes. */
  readonly at: Instant;
  /** Moves the clocks that this verb moves. */
  touch(issue: Issue): void;
}

/** The implementations of a family of verbs. */
export type VerbTable<Family> = {
  readonly [Verb in keyof Family]: Family[Verb] extends (args: infer Args) => infer Result
    ? (call: VerbCall, args: Args) => Result
    : never;
};

/** Names a pull request, or an issue. */
export interface Target {
  /** `owner/name`. */
  readonly repository: string;
  /** Number of the pull request or issue. */
  readonly number: number;
}

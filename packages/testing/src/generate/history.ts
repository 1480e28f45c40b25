import type { Truth } from "../truth/truth.ts";
import type { Schedule } from "./schedule.ts";

/** What every history in a repository is made with. */
export interface HistoryContext {
  readonly truth: Truth;
  readonly schedule: Schedule;
  /** `owner/name`. */
  readonly repository: string;
  /** Ids of the comments that a review opened its threads with. */
  commentsOf(number: number, review: number): readonly number[];
}

/** The pull request that a history is about; its number is known once it is opened. */
export interface Protagonist {
  readonly repository: string;
  number: number;
  readonly author: string;
  readonly paths: readonly string[];
  /** An instant of its life, in epoch milliseconds. */
  during(): number;
}

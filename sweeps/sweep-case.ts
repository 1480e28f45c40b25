import type { FaultRule } from "@ghsync/testing";
import type { RecordField } from "./compare-snapshots.ts";
import type { WorldName } from "./sweep-world.ts";

/** When the fault comes: before anything was read, or after a first sync and a change that it concerns. */
export const situations = ["first", "later"] as const;
export type Situation = (typeof situations)[number];

/** What GitHub answers wrongly, and how much of the repository that may cost. */
export interface SweepCase {
  /** Stable and unique: it chooses the case on the command line, and its share of `npm test`. */
  readonly name: string;
  /** Its line in the report. */
  readonly group: string;
  /** One field of an answer, or an answer as a whole: databases are swept by fields alone. */
  readonly part: "fields" | "answers";
  readonly api: "graphql" | "rest";
  readonly world: WorldName;
  /** The one situation in which GitHub is asked for it. @defaultValue both */
  readonly situation?: Situation;
  /** Creates the rules; they may count. */
  readonly faults: () => readonly FaultRule[];
  /**
   * What a run may be kept from while it lasts: the target alone; a list or an interface that all pull requests need; or everything, where
   * the credential is refused.
   */
  readonly costs: "pull request" | "repository" | "credential";
  /** Fields of the target's record of which GitHub says something else, as it may. @defaultValue none */
  readonly otherwise?: readonly RecordField[] | undefined;
  /** Whether GitHub says that the target is gone, as it says of spam: what is stored of it stays. @defaultValue false */
  readonly isGone?: boolean;
}

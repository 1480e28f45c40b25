import type { Instant } from "../instant.ts";
import type { Truth } from "./verb-table.ts";

/** A call of a verb, as JSON. */
export interface JournalEntry {
  /** When it happened. */
  readonly at: Instant;
  readonly verb: keyof Truth;
  readonly args: unknown;
}

/** The calls of verbs so far. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  record(entry: JournalEntry): void;
}

/** Creates an empty journal; arguments are copied, so that a caller's later change doesn't show. */
export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  return {
    entries,
    record(entry) {
      entries.push({ ...entry, args: structuredClone(entry.args) });
    },
  };
}

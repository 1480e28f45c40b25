/** What a history is made of, and what happened in it. */
export interface HistoryLog {
  /** Whether this part of the history is to be played. */
  startPart(part: string): boolean;
  record(step: string): void;
  /** The parts that were played so far. */
  readonly parts: readonly string[];
  readonly steps: readonly string[];
}

/**
 * @param without parts that are not to be played
 * @param now the clock that the steps are told by
 */
export function createHistoryLog(without: ReadonlySet<string>, now: () => Date): HistoryLog {
  const parts: string[] = [];
  const steps: string[] = [];
  return {
    parts,
    steps,
    startPart(part) {
      if (without.has(part)) return false;
      parts.push(part);
      return true;
    },
    record: (step) => steps.push(`${now().toISOString().slice(0, 19)}Z ${step}`),
  };
}

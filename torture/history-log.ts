/** The parts of a history, and the log of what happened in it. */
export interface HistoryLog {
  /** Starts a part of the history. Returns `false` if it is left out. */
  startPart(part: string): boolean;
  record(step: string): void;
  /** The parts that were played so far. */
  readonly parts: readonly string[];
  readonly steps: readonly string[];
}

/**
 * @param without parts to leave out
 * @param now the clock of the steps' stamps
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

/** What a history is made of, and what happened in it. */
export interface Chronicle {
  /** Whether this part of the history is to be played. */
  plays(part: string): boolean;
  tell(step: string): void;
  /** The parts that were played so far. */
  readonly parts: readonly string[];
  readonly steps: readonly string[];
}

/**
 * @param without parts that are not to be played
 * @param now the clock that the steps are told by
 */
export function createChronicle(without: ReadonlySet<string>, now: () => Date): Chronicle {
  const parts: string[] = [];
  const steps: string[] = [];
  return {
    parts,
    steps,
    plays(part) {
      if (without.has(part)) return false;
      parts.push(part);
      return true;
    },
    tell: (step) => steps.push(`${now().toISOString().slice(0, 19)}Z ${step}`),
  };
}

/** How the clock of the machine that the workers run on goes wrong. GitHub's goes by itself. */
export interface LocalClockFaults {
  /** How far it is ahead of GitHub's; negative for behind. */
  readonly aheadMs: number;
  /** How much faster it goes, in thousandths; negative for slower. */
  readonly driftPerMille: number;
  /** How often it is set back before a run. */
  readonly setBack: number;
}

/** The clock of the machine that the workers run on. */
export interface LocalClock {
  readonly now: () => Date;
  setBack(ms: number): void;
}

/** A local clock that stands where GitHub's does, but for these faults. */
export function createLocalClock(
  githubNow: () => Date,
  { aheadMs, driftPerMille }: LocalClockFaults,
): LocalClock {
  const startMs = githubNow().getTime();
  let offMs = aheadMs;
  return {
    now() {
      const ms = githubNow().getTime();
      return new Date(ms + offMs + Math.round(((ms - startMs) * driftPerMille) / 1000));
    },
    setBack(ms) {
      offMs -= ms;
    },
  };
}

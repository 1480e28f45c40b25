import type { Random } from "./random.ts";

/** How much of everything a pull request has. */
export interface Size {
  readonly commits: number;
  readonly files: number;
  readonly comments: number;
  readonly reviews: number;
  readonly threads: number;
}

/** Makes a pull request exceptionally large in one way. */
type Tail = (random: Random) => Partial<Size>;

/** One pull request in so many doesn't fit on a first page, each time in another way. */
const TAIL_EVERY = 60;
const TAIL_OFFSET = 7;
const TAILS: readonly Tail[] = [
  (random) => ({ threads: random.integer(12, 24), reviews: 6 }),
  (random) => ({ comments: random.integer(55, 110) }),
  (random) => ({ commits: random.integer(61, 120) }),
  (random) => ({ files: random.integer(101, 180) }),
];

/** One in so many is beyond what GitHub shows at once, or at all: 250 commits and 3,000 files. */
const EXTREME_EVERY = 500;
const EXTREMES: readonly Tail[] = [
  (random) => ({ reviews: random.integer(101, 140), threads: random.integer(101, 160) }),
  (random) => ({ commits: random.integer(251, 300) }),
  (random) => ({ files: random.integer(3_001, 3_200) }),
];

/** Draws how large each pull request of a repository is: mostly small, with a heavy tail. */
export function createSizes(
  pullRequests: number,
  extremes: boolean,
): (random: Random, index: number) => Size {
  const extremeEvery = Math.max(
    1,
    Math.min(EXTREME_EVERY, Math.floor(pullRequests / EXTREMES.length)),
  );
  return (random, index) => {
    const usual: Size = {
      commits: 1 + random.streak(0.45, 12),
      files: 1 + random.heavy(1, 90),
      comments: random.heavy(0.8, 50),
      reviews: random.streak(0.5, 6),
      threads: random.streak(0.45, 8),
    };
    const tail = turnOf(TAILS, index - TAIL_OFFSET, TAIL_EVERY);
    const extreme = extremes ? turnOf(EXTREMES, index, extremeEvery) : undefined;
    return { ...usual, ...tail?.(random), ...extreme?.(random) };
  };
}

function turnOf(tails: readonly Tail[], index: number, every: number): Tail | undefined {
  const turn = index / every;
  return Number.isInteger(turn) ? tails[turn % tails.length] : undefined;
}

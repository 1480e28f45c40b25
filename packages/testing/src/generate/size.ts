import type { Random } from "./random.ts";

/** How much of everything a pull request has. */
export interface Size {
  readonly commits: number;
  readonly files: number;
  readonly comments: number;
  readonly reviews: number;
  readonly threads: number;
}

/** One pull request in so many is exceptionally large, each time in another way. */
const TAIL_EVERY = 60;
const TAIL_OFFSET = 7;

const TAILS: readonly ((random: Random) => Partial<Size>)[] = [
  (random) => ({ threads: random.integer(12, 24), reviews: 6 }),
  (random) => ({ comments: random.integer(55, 110) }),
  (random) => ({ commits: random.integer(61, 120) }),
  (random) => ({ files: random.integer(101, 180) }),
];

/** Mostly small, with a heavy tail. */
export function sizeOf(random: Random, index: number): Size {
  const usual: Size = {
    commits: 1 + random.streak(0.45, 12),
    files: 1 + random.streak(0.65, 30),
    comments: random.streak(0.55, 14),
    reviews: random.streak(0.5, 6),
    threads: random.streak(0.45, 8),
  };
  const turn = (index - TAIL_OFFSET) / TAIL_EVERY;
  const tail = Number.isInteger(turn) ? TAILS[turn % TAILS.length] : undefined;
  return { ...usual, ...tail?.(random) };
}

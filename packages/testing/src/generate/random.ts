/** Random choices that are always the same for a seed. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number between two, both included. */
  integer(min: number, max: number): number;
  /** True this often, from 0 to 1. */
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Up to this many different ones. */
  sample<T>(items: readonly T[], count: number): T[];
  /** How many times in a row a chance came, at most `max`: mostly few, rarely many. */
  streak(probability: number, max: number): number;
}

/** Creates choices from a seed and a stream, so that one stream's length doesn't change the next. */
export function createRandom(seed: number, stream: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0;
  // Mulberry32.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const chance = (probability: number) => next() < probability;
  return {
    next,
    integer,
    chance,
    pick: <T>(items: readonly T[]) => items[integer(0, items.length - 1)] as T,
    sample: <T>(items: readonly T[], count: number) => {
      const rest = [...items];
      return Array.from({ length: Math.min(count, rest.length) }, () =>
        rest.splice(integer(0, rest.length - 1), 1),
      ).flat();
    },
    streak: (probability, max) => {
      let length = 0;
      while (length < max && chance(probability)) {
        length += 1;
      }
      return length;
    },
  };
}

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
  /** A whole number whose tail is heavy: about twice `scale` on average, once in a while `max`. */
  heavy(scale: number, max: number): number;
}

/**
 * Creates choices from a seed and a path of numbers, so that how many are made on one path never
 * changes those on another.
 */
export function createRandom(...path: readonly number[]): Random {
  let state = path.reduce((mixed, step) => scramble(mixed ^ scramble(step + 0x9e3779b9)), 0);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return scramble(state) / 2 ** 32;
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
    // Lomax's distribution, whose tail falls with the power of 1.5.
    heavy: (scale, max) => Math.min(max, Math.floor(scale * ((1 - next()) ** (-1 / 1.5) - 1))),
  };
}

/** Mulberry32's mixing of 32 bits. */
function scramble(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 15), bits | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}

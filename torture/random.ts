/** Random choices that are the same for the same seeds. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number, both ends included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  /** One of these; `undefined` if there is none. */
  pick<const T extends readonly unknown[]>(
    items: T,
  ): T extends readonly [unknown, ...unknown[]] ? T[number] : T[number] | undefined;
}

/**
 * The mulberry32 generator.
 * @param seeds a seed, and what the choices are for: what is drawn for one purpose does not move what is drawn for another
 */
export function createRandom(...seeds: readonly number[]): Random {
  let state = seeds.reduce((mixed, seed) => mix(Math.imul(mixed ^ seed, 0x9e3779b1)), 0x2545f491);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    return (mix(state) >>> 0) / 2 ** 32;
  };
  return {
    next,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] as never,
  };
}

function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return mixed ^ (mixed >>> 14);
}

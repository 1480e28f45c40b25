import { expect, it } from "vitest";
import { createMemorySubject } from "../subject-store.ts";
import { tortureSeed } from "../torture-seed.ts";

const seeds = Array.from({ length: 50 }, (_, index) => index + 1);

it.each(seeds)(
  "I1: the random history of seed %i ends with a store that equals GitHub",
  { timeout: 30_000 },
  async (seed) => {
    const { differences, figures } = await tortureSeed(seed, { createStore: createMemorySubject });
    expect(differences).toEqual([]);
    expect(figures.runs).toBeGreaterThan(1);
  },
);

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffMs } from "../../src/github/retry.ts";

describe("the wait between tries", () => {
  const random = fc.double({ min: 0, max: 0.999, noNaN: true });

  it("the wait between tries is between half its ceiling and all of it, and never above the maximum", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), random, (attempt, chance) => {
        const ms = backoffMs(attempt, chance);
        const ceiling = Math.min(60_000, 1000 * 2 ** (attempt - 1));
        expect(ms).toBeGreaterThanOrEqual(ceiling / 2);
        expect(ms).toBeLessThanOrEqual(ceiling);
      }),
    );
  });

  it("grows with each try up to the maximum", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), random, (attempt, chance) => {
        expect(backoffMs(attempt + 1, chance)).toBeGreaterThan(backoffMs(attempt, chance));
      }),
    );
    expect(backoffMs(3, 0, { baseMs: 10, maxMs: 20 })).toBe(10);
  });
});

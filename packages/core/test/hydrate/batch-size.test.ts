import fc from "fast-check";
import { expect, test } from "vitest";
import { largerBatch, smallerBatch } from "../../src/hydrate/batch.ts";

test("a batch that was too large is halved down to one, in a few steps", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1000 }), (size) => {
      expect(smallerBatch(size)).toBe(Math.floor(size / 2));
      let steps = 0;
      for (let left = size; left > 1; left = smallerBatch(left)) steps += 1;
      expect(steps).toBeLessThanOrEqual(Math.log2(size));
    }),
  );
  expect(smallerBatch(1)).toBe(1);
});

test("a batch that succeeded grows by one, up to the limit", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 100 }),
      (size, most) => {
        expect(largerBatch(size, most)).toBe(Math.min(size + 1, most));
      },
    ),
  );
});

import { expect, test } from "vitest";
import { dateAt } from "../src/date-at.ts";

test("There is a date for every number of milliseconds", () => {
  expect(dateAt(5)).toEqual(new Date(5));
  expect(dateAt(Number.POSITIVE_INFINITY).toISOString()).toBe("+275760-09-13T00:00:00.000Z");
});

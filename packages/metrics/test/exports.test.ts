import * as metrics from "@ghsync/metrics";
import { expect, test } from "vitest";

test("The public names are these", () => {
  expect(Object.keys(metrics)).toEqual([
    "cycleTime",
    "reviewMetrics",
    "reviewRounds",
    "timeToFirstApproval",
    "timeToFirstReview",
  ]);
});

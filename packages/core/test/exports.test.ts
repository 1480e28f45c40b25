import * as core from "@ghsync/core";
import { expect, test } from "vitest";

test("the public names are these", () => {
  const names = Object.keys(core).sort((one, other) => (one < other ? -1 : 1));
  expect(names).toMatchInlineSnapshot(`
    [
      "GhsyncError",
      "childKinds",
      "createAesGcmDecryptor",
      "createFernetDecryptor",
      "createGitHubClient",
      "createPlaintextDecryptor",
      "createSync",
      "cycleTime",
      "dailySchedule",
      "describeSyncStatus",
      "firstMatch",
      "fromJson",
      "getUpdatedPullRequests",
      "initialSyncState",
      "isGhsyncError",
      "leaseLost",
      "mergeTruncated",
      "registerSchedules",
      "reviewMetrics",
      "reviewRounds",
      "timeToFirstApproval",
      "timeToFirstReview",
      "toJson",
    ]
  `);
});

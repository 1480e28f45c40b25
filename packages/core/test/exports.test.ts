import * as core from "@ghsync/core";
import { expect, test } from "vitest";

test("the public names are these", () => {
  const names = Object.keys(core).sort((one, other) => (one < other ? -1 : 1));
  expect(names).toMatchInlineSnapshot(`
    [
      "GhsyncError",
      "changeStreams",
      "childKinds",
      "commentsStream",
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
      "hydratePullRequests",
      "initialSyncState",
      "isGhsyncError",
      "issuesStream",
      "leaseLost",
      "mergeTruncated",
      "parseRepositoryName",
      "pullsStream",
      "registerSchedules",
      "reviewCommentsStream",
      "reviewMetrics",
      "reviewRounds",
      "syncAllRepositoriesTask",
      "syncDueRepositoriesTask",
      "syncRepositoryHistory",
      "syncRepositoryIncremental",
      "syncRepositoryTask",
      "timeToFirstApproval",
      "timeToFirstReview",
      "toJson",
    ]
  `);
});

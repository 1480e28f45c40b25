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
      "dailySchedule",
      "describeSyncStatus",
      "firstMatch",
      "fromJson",
      "getUpdatedPullRequests",
      "hydratePullRequests",
      "initialSyncState",
      "isGhsyncError",
      "issuesStream",
      "parseRepositoryName",
      "pullsStream",
      "registerSchedules",
      "reviewCommentsStream",
      "syncAllRepositoriesTask",
      "syncDueRepositoriesTask",
      "syncRepositoryHistory",
      "syncRepositoryIncremental",
      "syncRepositoryTask",
      "toJson",
    ]
  `);
});

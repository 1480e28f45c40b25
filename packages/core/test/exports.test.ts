import * as core from "@ghsync/core";
import { expect, it } from "vitest";

it("exports these names, and no others", () => {
  expect(Object.keys(core)).toMatchInlineSnapshot(`
    [
      "GhsyncError",
      "changeStreams",
      "childKinds",
      "commentsStream",
      "createGitHubClient",
      "createSync",
      "fromJson",
      "getUpdatedPullRequests",
      "hydratePullRequests",
      "initialSyncState",
      "isGhsyncError",
      "issuesStream",
      "parseRepositoryName",
      "pullsStream",
      "reviewCommentsStream",
      "syncRepositoryHistory",
      "syncRepositoryIncremental",
      "toJson",
    ]
  `);
});

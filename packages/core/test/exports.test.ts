import * as core from "@ghsync/core";
import { expect, it } from "vitest";

it("exports these names, and no others", () => {
  const names = Object.keys(core).toSorted((one, other) => (one < other ? -1 : 1));
  expect(names).toMatchInlineSnapshot(`
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

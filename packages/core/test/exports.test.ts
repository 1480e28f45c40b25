import type {
  ClientUsage,
  GitHubClient,
  GitHubClientOptions,
  PutResult,
  QuotaBlock,
  Sync,
  SyncClientOptions,
  SyncOptions,
  SyncOutcome,
  SyncRequestOptions,
  SyncTasks,
} from "@ghsync/core";
import * as core from "@ghsync/core";
import { expect, expectTypeOf, test } from "vitest";

test("index.ts exports these names", () => {
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
      "dailySchedule",
      "describeSyncStatus",
      "english",
      "firstMatch",
      "fromJson",
      "german",
      "getStatus",
      "getUpdatedPullRequests",
      "initialSyncState",
      "isChildKind",
      "isGhsyncError",
      "leaseLost",
      "listStatuses",
      "mergeTruncated",
      "mergeUnread",
      "registerSchedules",
      "rowParts",
      "summarizeSyncStatuses",
      "toJson",
      "toStalled",
      "translateStatus",
    ]
  `);
});

// `tsc` runs these checks.
test("types that public signatures use are exported", () => {
  expectTypeOf<NonNullable<SyncOptions["github"]>>().toEqualTypeOf<SyncClientOptions>();
  expectTypeOf<GitHubClientOptions>().not.toHaveProperty("quotas");
  expectTypeOf<ReturnType<GitHubClient["usage"]>>().toEqualTypeOf<ClientUsage>();
  expectTypeOf<ReturnType<GitHubClient["blocks"]>>().toEqualTypeOf<readonly QuotaBlock[]>();
  expectTypeOf(core.registerSchedules).returns.resolves.toEqualTypeOf<readonly PutResult[]>();
  expectTypeOf<
    NonNullable<Parameters<Sync["requestSync"]>[1]>
  >().toEqualTypeOf<SyncRequestOptions>();
  expectTypeOf<Sync["tasks"]>().toEqualTypeOf<SyncTasks>();
  expectTypeOf<SyncOptions>().not.toHaveProperty("streams");
});

test("a partial outcome has only reasons that a run returns", () => {
  type Partially = Extract<SyncOutcome, { readonly status: "partial" }>;
  expectTypeOf<Partially["reason"]>().toEqualTypeOf<
    "history" | "items" | "permission" | "stopped"
  >();
});

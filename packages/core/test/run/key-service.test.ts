import { createSync, GhsyncError } from "@ghsync/core";
import { expect, test } from "vitest";
import { createSynced } from "../sync-harness.ts";

test("a key service that is briefly down does not need a user, and is tried again soon", async () => {
  const { sync, id, github, options } = await createSynced(1);
  const message = "The key service does not answer.";
  const decrypt = () => Promise.reject(new GhsyncError("transient", message, { retryable: true }));
  const down = createSync({ ...options, decryptor: { decrypt } });
  expect(await down.syncRepository(id)).toMatchObject({
    status: "error",
    error: { code: "transient", message, retryable: true },
  });
  expect(await sync.getState(id)).toMatchObject({
    consecutiveFailures: 1,
    nextAttemptAt: new Date(github.clock.now().getTime() + 45_000),
    lastSyncError: { code: "transient", message, userActionable: false },
  });
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
});

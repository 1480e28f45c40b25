import { expect, it } from "vitest";
import { createHarness, openPullRequests } from "../sync-harness.ts";

it("I15: an unexpected exception ends a run as internal with its cause, and does not blame GitHub", async () => {
  const cause = new TypeError("x is not a function");
  const { github, sync, id, events } = await createHarness({
    client: { sleep: () => Promise.reject(cause) },
  });
  openPullRequests(github, 1);
  github.faults.add({ times: 1, fault: { kind: "error", status: 502 } });
  const outcome = await sync.syncRepository(id);
  expect(outcome).toMatchObject({
    status: "error",
    error: { code: "internal", retryable: false, userActionable: false, cause },
  });
  expect((await sync.getState(id))?.lastSyncError).toMatchObject({ code: "internal" });
  expect(await sync.getStatus(id)).toMatchObject({ label: "Internal error", tone: "danger" });
  expect(JSON.stringify([outcome, events])).not.toContain("not a function");
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
});

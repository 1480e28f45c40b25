import { describeSyncStatus, initialSyncState } from "@ghsync/core/pure";
import { renderStatus } from "@ghsync/status-element";
import { expect, test } from "vitest";

const now = new Date("2026-01-05T12:00:00Z");
const lastSyncError = {
  code: "transient",
  message: "https://proxy.internal answered 502.",
  requestId: null,
  at: now,
  userActionable: false,
};
const status = {
  repositoryId: "1",
  tenantId: null,
  fullName: `a/"><img src=x onerror=alert(1)>`,
  active: true,
  ...describeSyncStatus({ state: { ...initialSyncState, status: "error", lastSyncError } }, now),
};

test("renderStatus escapes what it renders, and leaves the operator's message out", () => {
  for (const html of [
    renderStatus("ghsync-status", status),
    renderStatus("ghsync-repository-card", status),
  ]) {
    expect(html).not.toContain("<img");
    expect(html).not.toContain("proxy.internal");
    const [, attribute = ""] = /status="([^"]*)"/.exec(html) ?? [];
    const json = attribute.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    const { operator: _, ...shown } = status;
    expect(JSON.parse(json)).toEqual(shown);
  }
});

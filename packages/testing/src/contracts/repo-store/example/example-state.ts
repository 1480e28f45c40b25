import type { SyncState } from "@ghsync/core";
import { at } from "../../at.ts";

/** A state with every part filled. */
export const exampleState: SyncState = {
  status: "partial",
  reason: "history",
  lastAttemptAt: at(1),
  lastSuccessAt: at(2),
  lastSyncAt: at(3),
  historyCompletedAt: at(4),
  nextAttemptAt: at(5),
  progress: { phase: "history", done: 3, total: 9, totalExact: false },
  usage: { requests: 4, points: 5, notModified: 6, rowsWritten: 7 },
  consecutiveFailures: 2,
  lastSyncError: {
    code: "transient",
    message: "GitHub answered 502.",
    requestId: null,
    at: at(6),
    userActionable: false,
  },
  checkpoint: {
    streams: {
      issues: {
        since: at(1),
        setBy: { date: at(2), skewMs: -3 },
        untrustedFrom: at(1),
        pass: { startedAt: at(2), skewMs: 4, from: at(3), newest: at(4) },
        etag: { credentialId: "c", url: "https://api.example/issues?since=x", value: 'W/"1"' },
      },
    },
    history: {
      firstContact: at(0),
      firstContactSkewMs: 0,
      from: null,
      place: { number: 4, createdAt: at(0), updatedAt: at(1), count: 3, cursor: "Y3Vyc29y" },
      done: 3,
      total: 9,
    },
    batchSize: 12,
  },
};

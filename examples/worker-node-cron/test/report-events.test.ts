import { GhsyncError, type SyncEvent } from "@ghsync/core";
import pino from "pino";
import { expect, it } from "vitest";
import { reportEvents } from "../report-events.ts";

const usage = { requests: 1, points: 0, notModified: 0, rowsWritten: 0 };

function report(...events: readonly SyncEvent[]) {
  const lines: Record<string, unknown>[] = [];
  const captured: unknown[][] = [];
  const log = pino({ level: "debug" }, { write: (line) => void lines.push(JSON.parse(line)) });
  const onEvent = reportEvents(log, (...args) => captured.push(args));
  for (const event of events) onEvent(event);
  return { lines, captured };
}

const failed = (error: GhsyncError): SyncEvent => ({
  type: "run.finished",
  repositoryId: "r1",
  outcome: { status: "error", error, usage },
});

it("hands on the original cause of a failure, with what is safe to show", () => {
  const cause = new TypeError("fetch failed");
  const requestId = "A1:B2";
  const error = new GhsyncError("transient", "GitHub could not be reached.", { cause, requestId });
  const { lines, captured } = report(failed(error));
  const context = { repositoryId: "r1", code: "transient", requestId };
  expect(captured).toEqual([[cause, { extra: { ...context, message: error.message } }]]);
  expect(captured[0]?.[0]).toBe(cause);
  expect(lines).toMatchObject([{ level: 50, msg: error.message, ...context }]);
});

it("hands on the failure itself where it has no cause", () => {
  const error = new GhsyncError("token_refused", "GitHub refused the token (401).");
  expect(report(failed(error)).captured[0]?.[0]).toBe(error);
});

it("logs how runs end, and on the way to it only for debugging", () => {
  const { lines, captured } = report(
    { type: "run.started", repositoryId: "r1" },
    { type: "run.finished", repositoryId: "r1", outcome: { status: "complete", usage } },
  );
  expect(lines).toMatchObject([
    { level: 20, msg: "run.started", repositoryId: "r1" },
    { level: 30, msg: "run.finished", repositoryId: "r1", outcome: { status: "complete", usage } },
  ]);
  expect(captured).toEqual([]);
});

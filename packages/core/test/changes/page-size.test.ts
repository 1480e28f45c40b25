import { GhsyncError } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import {
  isHeavyPage,
  pageTooHeavy,
  smallerPage,
  withPageSize,
} from "../../src/changes/page-size.ts";

const since = new Date("2026-01-05T12:00:00Z");

describe("pages that are too heavy for GitHub", () => {
  it.each([
    [100, 50],
    [25, 12],
    [20, 10],
    [19, undefined],
    [1, undefined],
  ])("after %d rows requests %s", (size, smaller) => {
    expect(smallerPage(size)).toBe(smaller);
  });

  it.each([
    ["502", new GhsyncError("transient", "", { status: 502 }), true],
    ["504", new GhsyncError("transient", "", { status: 504 }), true],
    ["no response in time", new GhsyncError("transient", "", { cause: "slow" }), true],
    ["a list that makes no sense", new GhsyncError("transient", ""), false],
    ["500", new GhsyncError("transient", "", { status: 500 }), false],
    ["a response that is too large", new GhsyncError("query_too_heavy", ""), true],
    ["502 with a reason", new GhsyncError("transient", "", { status: 502, cause: "x" }), true],
    ["500 with a reason", new GhsyncError("transient", "", { status: 500, cause: "x" }), false],
    ["a limit", new GhsyncError("rate_limited", ""), false],
    ["an error that is not ours", new Error("no"), false],
  ])("treats %s as a sign of it, or not", (_, error, isHeavy) => {
    expect(isHeavyPage(error)).toBe(isHeavy);
  });

  it("keep their size in the error", () => {
    const options = { status: 502, requestId: "7:F", retryable: true, retryAfterMs: 5000 };
    const error = new GhsyncError("transient", "GitHub answered 502.", options);
    const told = pageTooHeavy(error, 10);
    expect(told).toMatchObject({ code: "transient", ...options, cause: error });
    expect(told.message).toContain("GitHub answered 502. The request was for 10 rows");
  });

  it("keeps a page size only while it is not the usual one", () => {
    const etag = { credentialId: "me", url: "u", value: "v" };
    expect(withPageSize({ since, etag }, 50, 100)).toEqual({ since, etag, pageSize: 50 });
    expect(withPageSize({ since, etag, pageSize: 50 }, 100, 100)).toEqual({ since, etag });
  });
});

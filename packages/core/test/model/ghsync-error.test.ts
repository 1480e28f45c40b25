import { GhsyncError, isGhsyncError } from "@ghsync/core";
import { expect, test, vi } from "vitest";

test("an error keeps its options, and the same cause object", () => {
  const cause = new Error("why");
  const resetAt = new Date("2026-01-05T12:00:00Z");
  const options = {
    cause,
    resetAt,
    retryable: true,
    limit: "primary",
    requestId: "A1",
    status: 403,
    retryAfterMs: 1000,
  } as const;
  const error = new GhsyncError("rate_limited", "Wait.", options);
  expect(error).toMatchObject({
    ...options,
    code: "rate_limited",
    name: "GhsyncError",
    userActionable: false,
  });
  expect(error.cause).toBe(cause);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).toBe("GhsyncError: Wait.");
});

test("options that are not given are false or absent", () => {
  const error = new GhsyncError("transient", "Down.");
  expect(error).toMatchObject({ retryable: false, userActionable: false });
  const { resetAt, retryAfterMs, limit, requestId, status } = error;
  expect([resetAt, retryAfterMs, limit, requestId, status]).toEqual(Array(5).fill(undefined));
  expect("cause" in error).toBe(false);
});

test("toJSON returns the message, but no cause, stack or brand", () => {
  const error = new GhsyncError("transient", "Down.", { cause: new Error("secret") });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "GhsyncError",
    message: "Down.",
    code: "transient",
    retryable: false,
    userActionable: false,
  });
});

test("toJSON returns every other option that is set", () => {
  const facts = {
    retryAfterMs: 1000,
    limit: "secondary",
    requestId: "A1:B2",
    status: 403,
  } as const;
  const resetAt = new Date("2026-01-05T12:00:00Z");
  const options = { ...facts, resetAt, retryable: true, userActionable: true };
  const error = new GhsyncError("rate_limited", "Wait.", options);
  expect(JSON.parse(JSON.stringify({ error }))).toEqual({
    error: {
      name: "GhsyncError",
      message: "Wait.",
      code: "rate_limited",
      ...options,
      resetAt: "2026-01-05T12:00:00.000Z",
    },
  });
});

test("isGhsyncError accepts an error of another installed copy", async () => {
  vi.resetModules();
  const copy = await import("../../src/model/ghsync-error.ts");
  const foreign = new copy.GhsyncError("transient", "Down.");
  expect(foreign).not.toBeInstanceOf(GhsyncError);
  expect(isGhsyncError(foreign)).toBe(true);
  expect(copy.isGhsyncError(new GhsyncError("transient", "Down."))).toBe(true);
});

test.each([undefined, null, "text", 1, {}, new Error("other"), { code: "transient" }])(
  "isGhsyncError refuses %s",
  (value) => {
    expect(isGhsyncError(value)).toBe(false);
  },
);

import { GhsyncError, type GhsyncErrorOptions } from "./ghsync-error.ts";

/** The error of a query that GitHub broke off. */
export function queryTooHeavy(options: GhsyncErrorOptions = {}): GhsyncError {
  return new GhsyncError("query_too_heavy", "GitHub could not answer the query in time.", {
    ...options,
    retryable: true,
  });
}

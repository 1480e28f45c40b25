import { smallerBatch } from "../hydrate/batch.ts";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { StreamCheckpoint } from "../model/sync-state.ts";

/** What no page need be shorter than, in rows: each try in vain takes GitHub ten seconds. */
const fewestRows = 10;

/** The page after one that GitHub could not bear; `undefined` where that one was short already. */
export function smallerPage(size: number): number | undefined {
  const half = smallerBatch(size);
  return half < fewestRows ? undefined : half;
}

/**
 * Whether a list's answer may have been too much for GitHub: it gives up with 502 or 504, as reported of the comments of very large
 * repositories, or is not done within the time limit. An outage looks the same.
 */
export function isHeavyPage(error: unknown): error is GhsyncError {
  if (!isGhsyncError(error)) return false;
  // The answer came, and was larger than github.maxResponseBytes.
  if (error.code === "query_too_heavy") return true;
  if (error.code !== "transient") return false;
  const { status, cause } = error;
  // Without a status there was no answer, unless it is a list that makes no sense, which has no cause.
  return status === 502 || status === 504 || (status === undefined && cause !== undefined);
}

/** The same error, with what to do about it. */
export function pageTooHeavy(error: GhsyncError, size: number): GhsyncError {
  const { code, status, requestId, retryable, retryAfterMs } = error;
  const message = `${error.message} It was asked for ${size} rows; if that lasts, set a smaller pageSize or a longer requestTimeoutMs.`;
  return new GhsyncError(code, message, {
    status,
    requestId,
    retryable,
    retryAfterMs,
    cause: error,
  });
}

/** Where a stream stands, with the length of its pages while that is not the usual one. */
export function withPageSize(
  { pageSize: _, ...checkpoint }: StreamCheckpoint,
  size: number,
  usual: number,
): StreamCheckpoint {
  return size < usual ? { ...checkpoint, pageSize: size } : checkpoint;
}

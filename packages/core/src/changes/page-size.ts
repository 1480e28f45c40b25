import { smallerBatch } from "../hydrate/batch.ts";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { StreamCheckpoint } from "../model/sync-state.ts";

/** The smallest page, in rows. Each failed try costs GitHub ten seconds. */
const fewestRows = 10;

/**
 * Returns the page size after a page that was too heavy; `undefined` if no smaller one is tried.
 */
export function smallerPage(size: number): number | undefined {
  const half = smallerBatch(size);
  return half < fewestRows ? undefined : half;
}

/**
 * Whether a list's page may have been too heavy for GitHub. GitHub then responds 502 or 504, as
 * reported for the comments of very large repositories, or does not respond in time. An outage
 * looks the same.
 */
export function isHeavyPage(error: unknown): error is GhsyncError {
  if (!isGhsyncError(error)) return false;
  // The response was larger than github.maxResponseBytes.
  if (error.code === "query_too_heavy") return true;
  if (error.code !== "transient") return false;
  const { status, cause } = error;
  // Without a status there was no response. A list that makes no sense has no status either, but
  // also no cause.
  return status === 502 || status === 504 || (status === undefined && cause !== undefined);
}

/** Returns the same error with what to do about it. */
export function pageTooHeavy(error: GhsyncError, size: number): GhsyncError {
  const { code, status, requestId, retryable, retryAfterMs } = error;
  const message = `${error.message} The request was for ${size} rows. If this continues, set a smaller pageSize or a longer requestTimeoutMs.`;
  return new GhsyncError(code, message, {
    status,
    requestId,
    retryable,
    retryAfterMs,
    cause: error,
  });
}

/** Returns a stream's checkpoint with its page size, unless that is the usual one. */
export function withPageSize(
  { pageSize: _, ...checkpoint }: StreamCheckpoint,
  size: number,
  usual: number,
): StreamCheckpoint {
  return size < usual ? { ...checkpoint, pageSize: size } : checkpoint;
}

import { GhsyncError, type GhsyncErrorOptions } from "../model/ghsync-error.ts";

/** One error of a GraphQL response that still has data. */
export interface GraphQLItemError {
  readonly type?: string;
  readonly path?: readonly (string | number)[];
  readonly message: string;
}

/** Returns whether the errors say that GitHub gave up on the query: a smaller one may succeed. */
export function isTooHeavy(errors: readonly Partial<GraphQLItemError>[]): boolean {
  return errors.some(
    ({ type = "", message = "" }) =>
      type === "RESOURCE_LIMITS_EXCEEDED" ||
      type === "MAX_NODE_LIMIT_EXCEEDED" ||
      /timeout|something went wrong while executing/i.test(message),
  );
}

/**
 * Throws if GitHub gave up on the query. It fills what it gave up on with nulls anywhere, so
 * nothing in such a response is complete.
 *
 * @throws GhsyncError `query_too_heavy`
 */
export function throwIfTooHeavy(errors: readonly GraphQLItemError[]): void {
  if (!isTooHeavy(errors)) return;
  throw queryTooHeavy();
}

/** Creates the error of a query that GitHub gave up on. */
export function queryTooHeavy(options: GhsyncErrorOptions = {}): GhsyncError {
  return new GhsyncError(
    "query_too_heavy",
    "GitHub gave up on the query: it takes too long or needs too many resources.",
    {
      ...options,
      retryable: true,
    },
  );
}

/**
 * Creates the error of a response without the requested repository. `null` alone does not prove
 * that the repository is gone. Pure.
 */
export function repositoryMissing(errors: readonly GraphQLItemError[]): GhsyncError {
  if (isTooHeavy(errors)) return queryTooHeavy();
  const [error] = errors;
  if (error?.type === "FORBIDDEN") {
    const message = `This credential may not read the repository: ${quoteMessage(error.message)}`;
    return new GhsyncError("access_denied", message, { userActionable: true });
  }
  if (error && error.type !== "NOT_FOUND") {
    const message = `GitHub could not return the repository: ${quoteMessage(error.message)}`;
    return new GhsyncError("transient", message, { retryable: true });
  }
  return new GhsyncError(
    "repository_gone",
    "GitHub no longer has the repository, or this token may not see it. Check the name and the token's access.",
    { userActionable: true },
  );
}

/**
 * The number of characters of an external text that a pattern sees: a pattern's time may grow with
 * the square of the length.
 */
const maxReadLength = 2000;

/** The number of these characters that one of our messages quotes. */
const maxQuotedLength = 200;

/** Returns the start of a message from GitHub; an empty string if it is not a text. */
export function truncateMessage(message: unknown): string {
  return typeof message === "string" ? message.slice(0, maxReadLength) : "";
}

/** Returns a message from GitHub for use in one of ours: one short line, without query strings. */
export function quoteMessage(message: string): string {
  const line = truncateMessage(message)
    .replace(/(https?:\/\/[^\s?]*)\?\S*/g, "$1")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > maxQuotedLength ? `${line.slice(0, maxQuotedLength - 3)}...` : line;
}

import { GhsyncError, type GhsyncErrorOptions } from "../model/ghsync-error.ts";

/** One error of a GraphQL answer that still has data. */
export interface GraphQLItemError {
  readonly type?: string;
  readonly path?: readonly (string | number)[];
  readonly message: string;
}

/** Whether GitHub gave up on a query, by one of its errors: a smaller one may pass. */
export function tellsTooHeavy(errors: readonly Partial<GraphQLItemError>[]): boolean {
  return errors.some(
    ({ type = "", message = "" }) =>
      type === "RESOURCE_LIMITS_EXCEEDED" ||
      type === "MAX_NODE_LIMIT_EXCEEDED" ||
      /timeout|something went wrong while executing/i.test(message),
  );
}

/**
 * GitHub fills what it gave up on with nulls, in whatever place: nothing of such an answer is complete.
 * @throws GhsyncError `query_too_heavy` if one of the errors tells so
 */
export function refuseIfTooHeavy(errors: readonly GraphQLItemError[]): void {
  if (!tellsTooHeavy(errors)) return;
  throw queryTooHeavy();
}

/** The error of a query that GitHub broke off. */
export function queryTooHeavy(options: GhsyncErrorOptions = {}): GhsyncError {
  return new GhsyncError("query_too_heavy", "GitHub could not answer the query in time.", {
    ...options,
    retryable: true,
  });
}

/** The error of a query that GitHub answers without the repository it asked for: `null` alone doesn't say that it is gone. Pure. */
export function repositoryUnanswered(errors: readonly GraphQLItemError[]): GhsyncError {
  if (tellsTooHeavy(errors)) return queryTooHeavy();
  const [error] = errors;
  if (error?.type === "FORBIDDEN") {
    const message = `This credential may not read the repository: ${quoteMessage(error.message)}`;
    return new GhsyncError("access_denied", message, { userActionable: true });
  }
  if (error && error.type !== "NOT_FOUND") {
    const message = `GitHub did not answer for the repository: ${quoteMessage(error.message)}`;
    return new GhsyncError("transient", message, { retryable: true });
  }
  return new GhsyncError(
    "repository_gone",
    "GitHub no longer knows the repository, or this token may not see it. Check the name and the token's access.",
    { userActionable: true },
  );
}

/** Characters that are read of a text from outside before any pattern sees it: patterns may take the square of its length. */
const longestRead = 2000;

/** Characters of it that stand in a message of ours. */
const longestQuoted = 200;

/** The beginning of a message of GitHub's; empty for what is no text. */
export function cutMessage(message: unknown): string {
  return typeof message === "string" ? message.slice(0, longestRead) : "";
}

/** What GitHub says, fit to stand in a message of ours: one line, not long, without the query strings of its addresses. */
export function quoteMessage(message: string): string {
  const line = cutMessage(message)
    .replace(/(https?:\/\/[^\s?]*)\?\S*/g, "$1")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > longestQuoted ? `${line.slice(0, longestQuoted - 3)}...` : line;
}

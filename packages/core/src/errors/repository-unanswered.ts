import type { GraphQLItemError } from "../github/github-client.ts";
import { GhsyncError } from "./ghsync-error.ts";
import { queryTooHeavy } from "./query-too-heavy.ts";
import { quoteMessage } from "./quote-message.ts";
import { tellsTooHeavy } from "./tells-too-heavy.ts";

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

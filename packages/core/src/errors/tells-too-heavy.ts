import type { GraphQLItemError } from "../github/github-client.ts";
import { queryTooHeavy } from "./query-too-heavy.ts";

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

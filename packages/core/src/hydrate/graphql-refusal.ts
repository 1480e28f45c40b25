import { type GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
import type { GitHubClient, RequestOptions } from "../github/github-client.ts";

const down: readonly GhsyncError["code"][] = ["query_too_heavy", "transient"];
const closed: readonly GhsyncError["code"][] = ["access_denied", "repository_gone"];

/**
 * Whether an answer of GraphQL's, to a query that no smaller one can replace, leaves REST to be asked: some servers, proxies and
 * policies let nobody have GraphQL, and it may fail where REST does not. An error inside an answer has no status. Pure.
 */
export function isRefusal(error: unknown): error is GhsyncError {
  return isGhsyncError(error) && (down.includes(error.code) || isClosed(error));
}

/** Whether GitHub refuses whatever GraphQL is asked for. Pure. */
export function isClosed({ code, status }: GhsyncError): boolean {
  return closed.includes(code) && status !== undefined;
}

/** Whether GraphQL answers the smallest of queries. */
export async function answersGraphQL(
  client: GitHubClient,
  { signal }: RequestOptions,
): Promise<boolean> {
  try {
    await client.graphql("query Probe { rateLimit { cost remaining resetAt } }", {}, { signal });
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

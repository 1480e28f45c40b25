import type { GitHubClient, RequestOptions } from "../github/client.ts";
import { confirmIdentity, type RepositoryTarget } from "../github/identity.ts";
import { type GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { Gap } from "./reading.ts";

/** Codes of a query that a smaller one may replace. */
const heavy: readonly GhsyncError["code"][] = ["query_too_heavy", "transient"];

/**
 * Whether an answer of GraphQL's leaves REST to be asked: some servers, proxies and policies let no client have GraphQL,
 * and it may fail where REST does not. Pure.
 */
export function isRefusal(error: unknown): error is GhsyncError {
  return isGhsyncError(error) && (heavy.includes(error.code) || isLasting(error));
}

/** Whether GitHub answers so whatever GraphQL is asked for. Pure. */
export function isLasting(error: GhsyncError): boolean {
  return isDenied(error) || error.code === "response_invalid" || isRepositoryDenied(error);
}

/** Whether an answer is none to what was asked for: one like it can be a mistake that is not made again. Pure. */
export function isOdd(error: GhsyncError): boolean {
  return (
    isRepositoryDenied(error) || (error.code === "response_invalid" && error.status === undefined)
  );
}

/** Whether GraphQL answers as if there were no such repository, which REST may show. Pure. */
export function isRepositoryDenied({ code, status }: GhsyncError): boolean {
  return code === "repository_gone" && status === undefined;
}

/**
 * Asks REST whether the repository is there, for a refusal by GraphQL to be GraphQL's alone.
 *
 * @throws the refusal, if REST shows the repository by another node id: GraphQL was asked for what it no longer knows
 * @throws GhsyncError of REST's, if it does not answer for the repository
 */
export async function confirmRefusal(
  client: GitHubClient,
  { githubId, nodeId }: RepositoryTarget,
  refusal: GhsyncError,
  options: RequestOptions,
): Promise<void> {
  const { identity } = await confirmIdentity(client, githubId, options);
  if (isRepositoryDenied(refusal) && identity.nodeId !== nodeId) throw refusal;
}

/** Whether GraphQL is kept from this credential. That a repository is not found by its node id says nothing of that. Pure. */
function isDenied({ code, status }: GhsyncError): boolean {
  return code === "access_denied" || (code === "repository_gone" && status !== undefined);
}

/** What a refused query leaves ungiven. Pure. */
export function gapOfRefusal(error: GhsyncError): Gap {
  return { reason: error.message, why: isDenied(error) ? "refused" : "failed" };
}

/** Whether GraphQL answers the smallest of queries. */
export async function canUseGraphQL(
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

/** The codes of errors that one pull request may meet alone. What concerns the whole credential is none of them. */
const own: readonly GhsyncError["code"][] = [
  "transient",
  "query_too_heavy",
  "repository_gone",
  "response_invalid",
];

/** Whether an error can be one pull request's own: it may also be an outage, which the repository has to be asked for. Pure. */
export function isOwnFault({ code, userActionable }: GhsyncError): boolean {
  // Of an answer that is not GitHub's, what a person has to mend is the way to it: a cache, a redirect, a proxy without `Date`.
  if (code === "response_invalid" && userActionable) return false;
  return own.includes(code);
}

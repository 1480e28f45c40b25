import type { GitHubClient, RequestOptions } from "../github/client.ts";
import { confirmIdentity, type RepositoryTarget } from "../github/identity.ts";
import { type GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { Gap } from "./reading.ts";

/** Error codes after which a smaller query may succeed. */
const heavy: readonly GhsyncError["code"][] = ["query_too_heavy", "transient"];

/**
 * Whether REST can be used instead after this GraphQL error. Some servers, proxies and policies
 * block GraphQL, and it may fail where REST does not. Pure.
 */
export function isRefusal(error: unknown): error is GhsyncError {
  return isGhsyncError(error) && (heavy.includes(error.code) || isLasting(error));
}

/** Error codes of a whole interface, which ends a run unless the run can do without it. */
const ofInterface: readonly GhsyncError["code"][] = [
  "rate_limited",
  "token_refused",
  "config_invalid",
];

/**
 * Whether what REST gave can be used although GraphQL, asked second, ended with this error. If the
 * error concerns the credential, the next request by REST ends with it too. Pure.
 */
export function isOfSecond(error: unknown): error is GhsyncError {
  return isRefusal(error) || (isGhsyncError(error) && ofInterface.includes(error.code));
}

/** Whether GitHub would return this error for every query. Pure. */
export function isLasting(error: GhsyncError): boolean {
  return isDenied(error) || error.code === "response_invalid" || isRepositoryDenied(error);
}

/**
 * Whether a response does not belong to the query. It may be a mistake that does not happen again.
 * Pure.
 */
export function isOdd(error: GhsyncError): boolean {
  return (
    isRepositoryDenied(error) || (error.code === "response_invalid" && error.status === undefined)
  );
}

/** Whether GraphQL does not show the repository, which REST may show. Pure. */
export function isRepositoryDenied({ code, status }: GhsyncError): boolean {
  return code === "repository_gone" && status === undefined;
}

/**
 * Confirms by REST that the repository exists, so that only GraphQL refused.
 *
 * @throws the refusal, if REST shows another node id: GraphQL was asked for the old one
 * @throws GhsyncError REST's error, if REST does not show the repository
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

/** Whether this credential may not use GraphQL. An unknown node id does not prove that. Pure. */
function isDenied({ code, status }: GhsyncError): boolean {
  return code === "access_denied" || (code === "repository_gone" && status !== undefined);
}

/** Returns the gap that a refused query leaves. Pure. */
export function gapOfRefusal(error: GhsyncError): Gap {
  return { reason: error.message, why: isDenied(error) ? "refused" : "failed" };
}

/** Sends the smallest query to see whether GraphQL works. */
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

/**
 * Error codes that a single pull request may cause. Errors of the whole credential are not among
 * them.
 */
const own: readonly GhsyncError["code"][] = [
  "transient",
  "query_too_heavy",
  "repository_gone",
  "response_invalid",
];

/**
 * Whether a single pull request may cause this error. An outage may cause it too, so the caller
 * asks for the repository. Pure.
 */
export function isOwnFault({ code, userActionable }: GhsyncError): boolean {
  // The response is not GitHub's: a cache, a redirect or a proxy without `Date` is in between,
  // and a person must fix that.
  if (code === "response_invalid" && userActionable) return false;
  return own.includes(code);
}

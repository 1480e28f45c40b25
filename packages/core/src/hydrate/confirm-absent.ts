import type { GitHubClient, RequestOptions } from "../github/client.ts";
import { type GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { HydrateNextOptions, HydrationFailure } from "./batch.ts";
import { findListed } from "./find-listed.ts";
import { isOwnFault } from "./graphql-refusal.ts";

/**
 * Confirms by REST that pull requests which GitHub does not know are absent.
 *
 * One counts as absent only if REST does not show it either, and the list of pull requests by
 * update does not contain it, down to the oldest stamp by which they are known. Replicas respond 404
 * by mistake, and so does every pull request while pull requests are switched off. All others stay
 * failures.
 *
 * @param options `isAsked`: REST has already been asked for each of them
 */
export async function confirmAbsent(
  client: GitHubClient,
  githubId: number,
  failures: readonly HydrationFailure[],
  {
    isAsked,
    known,
    ...options
  }: RequestOptions & Pick<HydrateNextOptions, "known"> & { readonly isAsked: boolean },
): Promise<readonly HydrationFailure[]> {
  const pulls = `/repositories/${githubId}/pulls`;
  const missing = new Set<number>();
  for (const { number, absent } of failures) {
    if (!absent) continue;
    if (isAsked || (await isMissing(client, `${pulls}/${number}`, options))) missing.add(number);
  }
  const stamps = [...missing].flatMap((number) => known?.(number)?.getTime() ?? []);
  const downTo = stamps.length > 0 ? new Date(Math.min(...stamps)) : undefined;
  const listed =
    missing.size > 0
      ? await findListed(client, githubId, [...missing], downTo, options)
      : undefined;
  return failures.map(({ number, reason }) =>
    listed && missing.has(number) && !listed.has(number)
      ? { number, reason, absent: true }
      : { number, reason },
  );
}

async function isMissing(
  client: GitHubClient,
  path: string,
  { signal }: RequestOptions,
): Promise<boolean> {
  try {
    await client.get(path, { signal });
    return false;
  } catch (error) {
    if (!isGhsyncError(error)) throw error;
    if (isNotFound(error)) return true;
    // A pull request that may not be read is not missing.
    if (error.code === "access_denied" || isOwnFault(error)) return false;
    throw error;
  }
}

/** Whether an error says that the resource does not exist. Pure. */
export function isNotFound({ code, status }: GhsyncError): boolean {
  return code === "repository_gone" && (status === 404 || status === 410);
}

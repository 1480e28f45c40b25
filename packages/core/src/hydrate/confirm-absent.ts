import type { GitHubClient, RequestOptions } from "../github/client.ts";
import { repositoryIdOf } from "../github/identity.ts";
import { type GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { HydrationFailure } from "./batch.ts";
import { isOwnFault } from "./graphql-refusal.ts";

/**
 * Confirms by REST that pull requests which GitHub does not know are absent.
 *
 * One counts as absent only if REST does not show it either, and the list of the last changed pull
 * requests does not contain it. Replicas respond 404 by mistake, and so does every pull request
 * while pull requests are switched off. All others stay failures.
 *
 * @param options `isAsked`: REST has already been asked for each of them
 */
export async function confirmAbsent(
  client: GitHubClient,
  githubId: number,
  failures: readonly HydrationFailure[],
  { isAsked, ...options }: RequestOptions & { readonly isAsked: boolean },
): Promise<readonly HydrationFailure[]> {
  const pulls = `/repositories/${githubId}/pulls`;
  const missing = new Set<number>();
  for (const { number, absent } of failures) {
    if (!absent) continue;
    if (isAsked || (await isMissing(client, `${pulls}/${number}`, options))) missing.add(number);
  }
  const listed =
    missing.size > 0 ? await listedNumbers(client, githubId, pulls, options) : undefined;
  return failures.map(({ number, reason }) =>
    listed && missing.has(number) && !listed.has(number)
      ? { number, reason, absent: true }
      : { number, reason },
  );
}

/**
 * Returns the numbers of the last changed pull requests; `undefined` if the list fails or is
 * another repository's.
 */
async function listedNumbers(
  client: GitHubClient,
  githubId: number,
  pulls: string,
  { signal }: RequestOptions,
): Promise<ReadonlySet<unknown> | undefined> {
  const path = `${pulls}?state=all&sort=updated&direction=desc&per_page=100`;
  try {
    const { data } = await client.get<unknown>(path, { signal });
    const isOfAnother = (row: unknown) => (repositoryIdOf(row) ?? githubId) !== githubId;
    if (!Array.isArray(data) || data.some(isOfAnother)) return undefined;
    return new Set(data.map((row: { readonly number?: unknown } | null) => row?.number));
  } catch (error) {
    if (isGhsyncError(error) && (error.code === "access_denied" || isOwnFault(error))) {
      return undefined;
    }
    throw error;
  }
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

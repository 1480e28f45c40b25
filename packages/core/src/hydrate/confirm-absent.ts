import type { GitHubClient, RequestOptions } from "../github/client.ts";
import { repositoryIdOf } from "../github/identity.ts";
import { type GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { HydrationFailure } from "./batch.ts";
import { isOwnFault } from "./graphql-refusal.ts";

/**
 * Asks once more for those that GitHub says it doesn't know, by REST, unless REST was asked second already: they count as absent only if they
 * are missing there too, while the repository lists its pull requests without them: those that changed last, as what is looked for has. Replicas answer 404 by mistake, and
 * where pull requests are switched off every one of them does. The others stay failures.
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

/** The pull requests that changed last, as the list shows them; `undefined` where it does not answer, or is another repository's. */
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
    // One that may not be read is not missing.
    if (error.code === "access_denied" || isOwnFault(error)) return false;
    throw error;
  }
}

/** Whether an answer says that what was asked for is not there. Pure. */
export function isNotFound({ code, status }: GhsyncError): boolean {
  return code === "repository_gone" && (status === 404 || status === 410);
}

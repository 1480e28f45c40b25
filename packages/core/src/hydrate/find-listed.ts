import type { GitHubClient, RequestOptions } from "../github/client.ts";
import { repositoryIdOf } from "../github/identity.ts";
import { isGhsyncError } from "../model/ghsync-error.ts";
import { isOwnFault } from "./graphql-refusal.ts";

interface Row {
  readonly number?: unknown;
  readonly updated_at?: unknown;
}

/**
 * Looks for pull requests in REST's list, which begins with the last changed ones.
 *
 * @param downTo the list is read down to the page that ends with an older row. Absent: one page
 * @returns their stamps in the list, in milliseconds since the epoch; `undefined` if the list fails,
 * or is another repository's
 */
export async function findListed(
  client: GitHubClient,
  githubId: number,
  numbers: readonly number[],
  downTo: Date | undefined,
  { signal }: RequestOptions,
): Promise<ReadonlyMap<number, number> | undefined> {
  const parameters = { state: "all", sort: "updated", direction: "desc", per_page: 100 };
  const path = `/repositories/${githubId}/pulls`;
  const found = new Map<number, number>();
  try {
    for await (const { rows } of client.pages<Row | null>(path, parameters, { signal })) {
      if (rows.some((row) => (repositoryIdOf(row) ?? githubId) !== githubId)) return undefined;
      for (const number of numbers) {
        const row = rows.find((one) => one?.number === number);
        if (row) found.set(number, Date.parse(String(row.updated_at)));
      }
      const last = Date.parse(String(rows.at(-1)?.updated_at));
      if (!downTo || last < downTo.getTime() || found.size === numbers.length) break;
    }
    return found;
  } catch (error) {
    if (isGhsyncError(error) && (error.code === "access_denied" || isOwnFault(error))) {
      return undefined;
    }
    throw error;
  }
}

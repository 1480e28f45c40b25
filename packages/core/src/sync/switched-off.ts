import { GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
import type { ConnectedRun } from "./run/run.ts";

/** A part of a repository that its owner can switch off, by GitHub's name for the switch. */
export type Feature = "has_issues" | "has_pull_requests";

/**
 * The pages of a list, or none where the feature behind it is switched off. Issues that are disabled answer 410, pull requests
 * that are disabled 404: like a repository that is gone, and like a replica's mistake. The repository's own switch
 * decides; where GitHub doesn't show it, the list is asked once more.
 *
 * @param read reads the list from its first page
 * @throws GhsyncError `transient` if the list doesn't answer though it should, `repository_gone` if the repository doesn't either
 */
export async function* pagesUnlessOff<Page>(
  { client, githubId, signal }: Pick<ConnectedRun, "client" | "githubId" | "signal">,
  feature: Feature,
  read: () => AsyncIterable<Page>,
): AsyncGenerator<Page> {
  let isBegun = false;
  for (let asks = 1; ; asks += 1) {
    try {
      for await (const page of read()) {
        isBegun = true;
        yield page;
      }
      return;
    } catch (error) {
      if (!isGhsyncError(error) || error.code !== "repository_gone") throw error;
      const path = `/repositories/${githubId}`;
      const { data } = await client.get<{ readonly [F in Feature]?: boolean }>(path, { signal });
      if (data[feature] === false) return;
      // Not switched off, if it answered before.
      if (data[feature] === true || isBegun) throw notAnswered(error);
      if (asks === 2) return;
    }
  }
}

function notAnswered(cause: GhsyncError): GhsyncError {
  const message = `GitHub does not answer a list of a repository that is there: ${cause.message}`;
  return new GhsyncError("transient", message, { cause, retryable: true });
}

import { aboutAnother } from "../errors/about-another.ts";
import { GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
import type { ConnectedRun } from "./run/run.ts";

/** A part of a repository that its owner can switch off, by GitHub's name for the switch. */
export type Feature = "has_issues" | "has_pull_requests";

/**
 * The pages of a list, or none where the feature behind it is switched off. Issues that are disabled answer 410, pull requests
 * that are disabled 404: like a repository that is gone, and like a replica's mistake. Only the repository's own switch
 * decides: GitHub shows it wherever there is one.
 *
 * @param read reads the list from its first page
 * @throws GhsyncError `transient` if the list doesn't answer though it should, `repository_gone` if the repository doesn't either,
 * `response_invalid` if the answer is about another repository
 */
export async function* pagesUnlessOff<Page>(
  { client, githubId, signal }: Pick<ConnectedRun, "client" | "githubId" | "signal">,
  feature: Feature,
  read: () => AsyncIterable<Page>,
): AsyncGenerator<Page> {
  try {
    yield* read();
  } catch (error) {
    if (!isGhsyncError(error) || error.code !== "repository_gone") throw error;
    const path = `/repositories/${githubId}`;
    const { data } = await client.get<RepositorySwitches | null>(path, { signal });
    if (data?.id !== githubId)
      throw aboutAnother(`repository ${data?.id}`, `repository ${githubId}`);
    if (data[feature] !== false) throw notAnswered(error);
  }
}

type RepositorySwitches = { readonly id?: unknown } & { readonly [F in Feature]?: unknown };

function notAnswered(cause: GhsyncError): GhsyncError {
  const message = `GitHub does not answer a list of a repository that is there: ${cause.message}`;
  return new GhsyncError("transient", message, { cause, retryable: true });
}

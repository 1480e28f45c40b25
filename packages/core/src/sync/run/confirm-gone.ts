import { GhsyncError, isGhsyncError } from "../../errors/ghsync-error.ts";
import type { GitHubClient } from "../../github/github-client.ts";
import { confirmIdentity, resolveIdentity } from "../../github/resolve-identity.ts";
import type { TrackedRepository } from "../../ports/repository.ts";
import type { Run } from "./run.ts";

/**
 * Does a run's work. Where it finds that the repository is gone, asks once more for the repository itself: GitHub's replicas say
 * so by mistake, too. A 404 was asked for twice by then. Where REST shows it by another node id than is stored, GraphQL was asked for the
 * wrong one: the next run has the right one.
 *
 * @throws GhsyncError `transient` instead of `repository_gone` if the repository answers
 */
export async function confirmingGone<Done>(
  { signal, commit }: Pick<Run, "signal" | "commit">,
  client: GitHubClient,
  { githubId, nodeId, fullName }: Pick<TrackedRepository, "githubId" | "nodeId" | "fullName">,
  work: () => Promise<Done>,
): Promise<Done> {
  try {
    return await work();
  } catch (cause) {
    if (!isGhsyncError(cause) || cause.code !== "repository_gone" || cause.status === 404) {
      throw cause;
    }
    if (githubId === null) await resolveIdentity(client, fullName, { signal });
    else {
      const { identity } = await confirmIdentity(client, githubId, { signal });
      if (identity.nodeId !== nodeId) await commit({ identity });
    }
    const message = `GitHub took the repository for gone, and then showed it: ${cause.message}`;
    throw new GhsyncError("transient", message, { cause, retryable: true });
  }
}

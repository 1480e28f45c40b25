import type { GitHubClient } from "../github/client.ts";
import { confirmIdentity, resolveIdentity } from "../github/identity.ts";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import type { Run } from "./run-context.ts";

type Known = Pick<TrackedRepository, "githubId" | "nodeId" | "fullName">;

/**
 * Does a run's work. If GitHub says that the repository is gone, asks for it once more, because
 * replicas say so by mistake. For a 404 the client has already asked twice (`github/retry.ts`).
 *
 * If REST shows another node id than the stored one, stores it: GraphQL was asked for the old one.
 *
 * @throws GhsyncError `transient` instead of `repository_gone` if GitHub still shows the repository
 */
export async function confirmGone<Done>(
  run: Pick<Run, "signal" | "commit">,
  client: GitHubClient,
  repository: Known,
  work: () => Promise<Done>,
): Promise<Done> {
  try {
    return await work().catch((error: unknown) => askAgain(error, run, client, repository));
  } catch (error) {
    if (!isGone(error) || error.status !== 404 || repository.githubId === null) throw error;
    throw goneById(error, repository);
  }
}

async function askAgain(
  cause: unknown,
  { signal, commit }: Pick<Run, "signal" | "commit">,
  client: GitHubClient,
  { githubId, nodeId, fullName }: Known,
): Promise<never> {
  if (!isGone(cause) || cause.status === 404) throw cause;
  if (githubId === null) await resolveIdentity(client, fullName, { signal });
  else {
    const { identity } = await confirmIdentity(client, githubId, { signal });
    if (identity.nodeId !== nodeId) await commit({ identity });
  }
  const message = `GitHub first said that the repository is gone, and then showed it: ${cause.message}`;
  throw new GhsyncError("transient", message, { cause, retryable: true });
}

function isGone(error: unknown): error is GhsyncError {
  return isGhsyncError(error) && error.code === "repository_gone";
}

// Records are keyed by number, and a new repository has the same numbers: a person must decide.
function goneById(cause: GhsyncError, { fullName }: Known): GhsyncError {
  const message = `${cause.message} If a new repository now has the name ${fullName}, untrack this one with deleteRecords and track it again.`;
  const { status, requestId, userActionable } = cause;
  return new GhsyncError("repository_gone", message, { cause, status, requestId, userActionable });
}

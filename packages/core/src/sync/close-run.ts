import { GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
import type { GitHubClient } from "../github/github-client.ts";
import { type Ending, outcomeOf, stateAfter } from "./ending.ts";
import { checkpointWith, type Run } from "./run.ts";
import type { SyncOutcome } from "./sync-outcome.ts";

/** Leaves a true status behind, and the repository free for the next run. Answers what the caller is told. */
export async function closeRun(
  run: Run,
  ending: Ending,
  client: GitHubClient | undefined,
  now: Date,
): Promise<SyncOutcome> {
  const outcome = outcomeOf(ending, run.state(), run.usage());
  const { resyncAfterMs, github } = run.options;
  const state = stateAfter(outcome, ending, run.state(), {
    now,
    readUpTo: client?.firstAnswerAt(),
    resyncAfterMs,
    random: github.random(),
  });
  const write = async () => {
    // First of all a true status; that others are told not to ask is a courtesy to GitHub.
    const quota = client ? checkpointWith(run, { quotaId: client.quotaId }) : {};
    await run.commit({ state: { ...state, ...quota } });
    for (const { quotaId, until } of client?.blocks() ?? []) {
      await run.store.blockCredential(quotaId, until);
    }
  };
  const code = ending.kind === "failed" ? ending.error.code : undefined;
  try {
    // Another worker's run, or nobody's: there is no status of this one to write.
    if (code === "store_failed") await rewrite(run, write);
    else if (code !== "lease_lost") await write().catch(() => rewrite(run, write));
    // Once more, as it may have failed for the moment; if not, the lease expires by itself.
    await run.release().catch(() => run.release().catch(() => undefined));
  } catch (error) {
    // The lease expires by itself, and the repository then shows as stalled: the first error says more.
    if (ending.kind === "failed") return outcome;
    return { status: "error", error: asGhsyncError(error), usage: run.usage() };
  }
  if (code === "lease_lost") return (await whyLost(run)) ?? outcome;
  const { nextAttemptAt: retryAt } = state;
  return outcome.status === "error" && retryAt ? { ...outcome, retryAt } : outcome;
}

/** Not every lease is lost to another worker: the host may have untracked the repository, or switched it off. */
async function whyLost({ store, repositoryId }: Run): Promise<SyncOutcome | undefined> {
  try {
    const read = await store.getRepository(repositoryId);
    if (!read) return { status: "unknown" };
    return read.repository.active ? undefined : { status: "inactive" };
  } catch {
    return undefined;
  }
}

/** Writes after a write that failed: it may have landed. */
async function rewrite(run: Run, write: () => Promise<void>): Promise<void> {
  await run.reread();
  await write();
}

/** What a run threw, as the one class of errors that callers know. */
export function asGhsyncError(error: unknown): GhsyncError {
  if (isGhsyncError(error)) return error;
  const message = "ghsync failed in a way it does not know; the cause says more.";
  return new GhsyncError("response_invalid", message, { cause: error });
}

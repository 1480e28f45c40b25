import type { GitHubClient } from "../github/client.ts";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { RanOutcome, SyncOutcome } from "../model/sync-outcome.ts";
import type { SyncState } from "../model/sync-state.ts";
import type { RepositoryRead } from "../ports/repo-store.ts";
import {
  type Ending,
  type EndingContext,
  nextAttempt,
  outcomeOf,
  stateAfter,
  stateByRequest,
} from "./ending.ts";
import { logOutcome } from "./log-outcome.ts";
import { checkpointWith, type Run } from "./run-context.ts";

/**
 * Writes how the run ended and gives the lease back, then logs and reports it.
 * @returns the outcome for the caller
 */
export async function closeRun(run: Run, ending: Ending): Promise<SyncOutcome> {
  const outcome = await writeOutcome(run, ending);
  logOutcome(run.options, outcome, {
    fullName: run.fullName(),
    quotaId: run.usedClient()?.quotaId,
    state: run.state(),
  });
  if (outcome.status === "deferred") {
    run.emit({ type: "run.deferred", resumeAt: outcome.resumeAt, error: outcome.error });
  }
  if (outcome.status === "error") run.emit({ type: "run.failed", error: outcome.error });
  run.emit({ type: "run.finished", outcome });
  return outcome;
}

async function writeOutcome(run: Run, given: Ending): Promise<SyncOutcome> {
  const { ending, now, random } = readHost(run, given);
  const client = run.usedClient();
  const outcome = byLocalClock(outcomeOf(ending, run.state(), run.usage()), client);
  const at = contextOf(run, client, { now, random });
  let state: Partial<SyncState> = {};
  const failure = await writeEnding(run, ending, () => {
    const known = {
      ...run.state(),
      ...(client && checkpointWith(run, { quotaId: client.quotaId })),
    };
    state = stateByRequest(stateAfter(outcome, ending, known, at), outcome, known, now);
    return state;
  });
  if (!failure) await shareBlocks(run, client);
  // The second try covers a failure that passes. If it fails too, the lease expires by itself.
  await run.release().catch(() => run.release().catch(() => undefined));
  if (failure?.code === "lease_lost") return leaseLostOutcome(run, now);
  // The repository then shows as stalled until the next run. An earlier error is more precise.
  if (failure && ending.kind !== "failed") {
    const lost = { status: "error", error: failure, usage: run.usage() } as const;
    return { ...lost, ...retryAtOf(nextAttempt(lost, run.state().consecutiveFailures + 1, at)) };
  }
  return outcome.status === "error" ? { ...outcome, ...retryAtOf(state.nextAttemptAt) } : outcome;
}

/**
 * Writes the last state of a run, if the run still has its lease.
 * @param stateNow called for each write. A commit whose response was lost may have moved the
 * checkpoint, or a request has come
 * @returns why it could not
 */
async function writeEnding(
  run: Run,
  ending: Ending,
  stateNow: () => Partial<SyncState>,
): Promise<GhsyncError | undefined> {
  const error = ending.kind === "failed" ? ending.error : undefined;
  if (error?.code === "lease_lost") return error;
  const write = () => run.commit(() => ({ state: stateNow() }));
  try {
    if (error?.code === "store_failed") await rewrite(run, write);
    else await write().catch(() => rewrite(run, write));
    return undefined;
  } catch (failure) {
    return asGhsyncError(failure);
  }
}

/** Shares the active limits with other processes. If that fails, the run does not. */
async function shareBlocks({ store, options }: Run, client: GitHubClient | undefined) {
  for (const { quotaId, until } of client?.blocks() ?? []) {
    await store.blockCredential(quotaId, until).catch((error: Error) => {
      options.github.log.warn(
        `A rate limit could not be shared with other processes: ${error.message}`,
      );
    });
  }
}

/** The outcome of a run that lost its lease: it has no status to write. */
async function leaseLostOutcome({ store, repositoryId }: Run, now: Date): Promise<SyncOutcome> {
  const busy = { status: "busy", leaseExpiresAt: now } as const;
  return store.getRepository(repositoryId).then(
    (read) => repositoryTaken(read, now),
    () => busy,
  );
}

/**
 * Converts the end of a limit from GitHub's clock to the local clock, which decides what is due.
 */
function byLocalClock(outcome: RanOutcome, client: GitHubClient | undefined): RanOutcome {
  if (outcome.status !== "deferred" || !client) return outcome;
  return { ...outcome, resumeAt: client.localTime(outcome.resumeAt) };
}

/** Reads the host's clock and random number. If one throws, the run ends as `internal`. */
function readHost({ options: { github }, startedAt }: Run, ending: Ending) {
  try {
    return { ending, now: github.now(), random: github.random() };
  } catch (thrown) {
    const failed: Ending = { kind: "failed", error: asGhsyncError(thrown) };
    return { ending: failed, now: startedAt, random: 0.5 };
  }
}

function contextOf(
  { options: { resyncAfterMs, settleMs } }: Run,
  client: GitHubClient | undefined,
  host: Pick<EndingContext, "now" | "random">,
): EndingContext {
  return { ...host, readUpTo: client?.firstResponseAt(), resyncAfterMs, settleMs };
}

function retryAtOf(retryAt: Date | undefined) {
  return retryAt && { retryAt };
}

/** Writes again after a write that failed. The failed one may have been stored. */
async function rewrite(run: Run, write: () => Promise<unknown>): Promise<void> {
  await run.reload();
  await write();
}

/** Wraps what a run threw in the one error class that callers know. */
export function asGhsyncError(error: unknown): GhsyncError {
  if (isGhsyncError(error)) return error;
  const message = "An unexpected error in ghsync, or in host code that it called: see `cause`.";
  return new GhsyncError("internal", message, { cause: error });
}

/**
 * Returns why a run cannot have the repository: it is untracked, inactive, or another worker has
 * it. Pure.
 */
export function repositoryTaken(
  read: Pick<RepositoryRead, "repository" | "lease"> | undefined,
  now: Date,
): Extract<SyncOutcome, { readonly status: "unknown" | "inactive" | "busy" }> {
  if (!read) return { status: "unknown" };
  if (!read.repository.active) return { status: "inactive" };
  return { status: "busy", leaseExpiresAt: read.lease?.expiresAt ?? now };
}

import type { GitHubClient } from "../../github/client.ts";
import { confirmIdentity } from "../../github/identity.ts";
import type { HydratedBatch } from "../../hydrate/batch.ts";
import { isOwnFault } from "../../hydrate/graphql-refusal.ts";
import { isGhsyncError } from "../../model/ghsync-error.ts";
import type { SyncCheckpoint } from "../../model/sync-state.ts";
import type { SyncProgress } from "../../model/sync-status.ts";
import type { CommitPage, DirtyPullRequest, PullRequestState } from "../../ports/repo-store.ts";
import type { ConnectedRun } from "../run-context.ts";
import {
  afterForbidden,
  afterRename,
  confirmName,
  misnamed,
  truncatedAfter,
} from "./checkpoint-after.ts";
import { type HydrationVerdict, isOutdated, judgeHydration } from "./judge-batch.ts";

/**
 * Stores one hydrated batch with its progress and checkpoint, and emits its events.
 * @returns the numbers that could not be read or confirmed
 */
export async function commitHydration(
  run: ConnectedRun,
  batch: HydratedBatch,
  entries: readonly DirtyPullRequest[],
  {
    progress,
    checkpoint = {},
    state = {},
  }: {
    readonly progress: SyncProgress;
    readonly checkpoint?: Partial<SyncCheckpoint>;
    readonly state?: CommitPage["state"];
  },
): Promise<{ readonly failed: readonly number[] }> {
  const { settleMs, github, api } = run.options;
  const numbers = [
    ...batch.snapshots.map(({ pullRequest }) => pullRequest.number),
    ...batch.failures.map(({ number }) => number),
  ];
  const stored = await run.store.readPullRequestStates(run.repositoryId, numbers);
  const { vanished, ...judgedBatch } = judgeHydration(batch, entries, stored, {
    settleMs,
    random: github.random,
    confirmed: await confirmOutdated(run, batch, entries, stored),
  });
  const fullName = await confirmName(
    run.state().checkpoint,
    batch,
    run.fullName(),
    settleMs,
    async () => (await confirmIdentity(run.client, run.githubId, run)).identity.fullName,
  );
  const verdict = withReadAgain(judgedBatch, misnamed(batch, fullName), {
    notBefore: new Date(batch.readAt.getTime() + settleMs),
  });
  const named = afterRename(run.state(), { ...batch, fullName });
  const judged = { ...named, ...afterForbidden({ ...run.state(), ...named }, batch) };
  const { truncatedCommits = [] } = run.state().checkpoint;
  const truncatedNow = truncatedAfter(truncatedCommits, verdict.snapshots, vanished, {
    isByRest: batch.by === "rest",
  });
  const patch = {
    ...state,
    progress,
    ...judged,
    checkpoint: {
      ...judged.checkpoint,
      ...checkpoint,
      batchSize: batch.nextSize,
      ...(truncatedCommits.length + truncatedNow.length > 0 && { truncatedCommits: truncatedNow }),
      ...(api === "rest" && verdict.snapshots.length > 0 && { lacksLinkedIssues: true }),
    },
  };
  const { githubId, nodeId } = run;
  const identity = fullName && { githubId, nodeId, fullName };
  const result = await run.commit({ ...verdict, state: patch, ...(identity && { identity }) });

  const changed = new Set(result.changed);
  const known = new Set(stored.map(({ number }) => number));
  for (const { snapshot } of verdict.snapshots) {
    const { number } = snapshot.pullRequest;
    run.emit({
      type: "pullRequest.stored",
      number,
      created: !known.has(number),
      changed: changed.has(number),
    });
  }
  for (const number of vanished) run.emit({ type: "pullRequest.vanished", number });
  run.emit({ type: "run.progress", progress, usage: run.usage() });
  return { failed: verdict.dirty.flatMap(({ number, attempts }) => (attempts > 0 ? number : [])) };
}

/**
 * Asks REST for pull requests whose state is older than a known one. Returns those for which REST
 * shows the same state.
 */
async function confirmOutdated(
  { client, githubId, signal, options }: ConnectedRun,
  { snapshots, readAt, by }: HydratedBatch,
  entries: readonly DirtyPullRequest[],
  stored: readonly PullRequestState[],
): Promise<ReadonlySet<number>> {
  const confirmed = new Set<number>();
  for (const snapshot of snapshots) {
    const { number, updatedAt } = snapshot.pullRequest;
    const state = stored.find((one) => one.number === number);
    const { stamps = {}, reason } = entries.find((one) => one.number === number) ?? {};
    const limits = { readAt, settleMs: options.settleMs };
    if (reason === undefined || !isOutdated(snapshot, state, stamps, limits)) continue;
    const isAlike =
      by === "rest" || (await updatedAtByRest(client, githubId, number, signal)) === +updatedAt;
    if (isAlike) confirmed.add(number);
  }
  return confirmed;
}

/** In milliseconds since the epoch; `undefined` if REST does not show it. */
async function updatedAtByRest(
  client: GitHubClient,
  githubId: number,
  number: number,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  try {
    const path = `/repositories/${githubId}/pulls/${number}`;
    const { data } = await client.get<{ readonly updated_at?: unknown } | null>(path, { signal });
    return Date.parse(String(data?.updated_at));
  } catch (error) {
    if (isGhsyncError(error) && isOwnFault(error)) return undefined;
    throw error;
  }
}

/** Puts pull requests back on the dirty list, although the batch read them whole. */
function withReadAgain<Verdict extends Pick<HydrationVerdict, "clean" | "dirty">>(
  verdict: Verdict,
  numbers: readonly number[],
  { notBefore }: { readonly notBefore: Date },
): Verdict {
  const again = verdict.clean.filter((number) => numbers.includes(number));
  if (again.length === 0) return verdict;
  const dirty = again.map((number) => ({ number, stamps: {}, notBefore, attempts: 0 }));
  return {
    ...verdict,
    clean: verdict.clean.filter((number) => !again.includes(number)),
    dirty: [...verdict.dirty, ...dirty],
  };
}

/**
 * Puts pull requests on the dirty list that must be read again although nothing changed:
 * - those whose commits REST truncated, because GraphQL can show all of them
 * - those at which a part was refused, because nothing else shows that it may be read now
 *
 * Entries that are already on the list stay as they are.
 */
export async function markAgain(run: ConnectedRun): Promise<void> {
  const { store, repositoryId, options } = run;
  const { truncatedCommits = [], forbiddenParts = [], forbiddenAt = {} } = run.state().checkpoint;
  const isReadable = options.kinds.includes("commits") && !forbiddenParts.includes("commits");
  const toComplete = options.api === "graphql" && isReadable ? truncatedCommits : [];
  const again = [...new Set([...toComplete, ...Object.values(forbiddenAt)])];
  if (again.length === 0) return;
  const waiting = await store.readDirty(repositoryId, again);
  const isWaiting = new Set(waiting.map(({ number }) => number));
  const numbers = again.filter((number) => !isWaiting.has(number));
  if (numbers.length === 0) return;
  await run.commit({ dirty: numbers.map((number) => ({ number, stamps: {}, attempts: 0 })) });
}

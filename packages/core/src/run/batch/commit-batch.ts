import { confirmIdentity } from "../../github/identity.ts";
import type { HydratedBatch } from "../../hydrate/batch.ts";
import { findListed } from "../../hydrate/find-listed.ts";
import type { SyncCheckpoint } from "../../model/sync-state.ts";
import type { SyncProgress } from "../../model/sync-status.ts";
import type { CommitPage, DirtyPullRequest, PullRequestState } from "../../ports/repo-store.ts";
import type { ConnectedRun } from "../run-context.ts";
import {
  afterForbidden,
  afterRename,
  confirmName,
  truncatedAfter,
  withoutMisnamed,
} from "./checkpoint-after.ts";
import { isOutdated, judgeHydration } from "./judge-batch.ts";

/**
 * Stores one hydrated batch with its progress and checkpoint, and emits its events.
 * @returns the numbers that could not be read or confirmed
 */
export async function commitHydration(
  run: ConnectedRun,
  answered: HydratedBatch,
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
  const fullName = await confirmName(
    run.state().checkpoint,
    answered,
    run.fullName(),
    settleMs,
    async () => (await confirmIdentity(run.client, run.githubId, run)).identity.fullName,
  );
  const batch = withoutMisnamed(answered, fullName);
  const numbers = [
    ...batch.snapshots.map(({ pullRequest }) => pullRequest.number),
    ...batch.failures.map(({ number }) => number),
  ];
  const stored = await run.store.readPullRequestStates(run.repositoryId, numbers);
  const { vanished, ...verdict } = judgeHydration(batch, entries, stored, {
    settleMs,
    random: github.random,
    confirmed: await confirmOutdated(run, batch, entries, stored),
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
 * Asks the list for pull requests whose state is older than a known one, because a second read can be
 * as old as the first. Returns those that the list shows alike.
 */
async function confirmOutdated(
  { client, githubId, signal, options }: ConnectedRun,
  { snapshots, readAt }: HydratedBatch,
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
    const listed = await findListed(client, githubId, [number], updatedAt, { signal });
    const aheadMs = (listed?.get(number) ?? Number.NaN) - updatedAt.getTime();
    // Two servers of one GitHub can stamp one change in two seconds that follow each other.
    if (aheadMs === 0 || aheadMs === 1000) confirmed.add(number);
  }
  return confirmed;
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

import type { HydratedBatch } from "../../hydrate/hydration.ts";
import type { CommitPage, DirtyPullRequest } from "../../ports/repo-store.ts";
import type { SyncCheckpoint } from "../../ports/sync-state.ts";
import type { SyncProgress } from "../../status/sync-status.ts";
import type { ConnectedRun } from "../run/run.ts";
import { afterForbidden, afterRename } from "./after-forbidden.ts";
import { cutAfter } from "./cut-after.ts";
import { judgeHydration } from "./judge-hydration.ts";

/** Stores one hydrated batch, with the progress and the checkpoint that belong to it, and tells of it. */
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
): Promise<void> {
  const { settleMs, github, api } = run.options;
  const numbers = [
    ...batch.snapshots.map(({ pullRequest }) => pullRequest.number),
    ...batch.failures.map(({ number }) => number),
  ];
  const stored = await run.store.readPullRequestStates(run.repositoryId, numbers);
  const { vanished, ...verdict } = judgeHydration(batch, entries, stored, {
    settleMs,
    random: github.random,
  });
  const named = afterRename(run.state(), batch);
  const judged = { ...named, ...afterForbidden({ ...run.state(), ...named }, batch) };
  const { cut = [] } = run.state().checkpoint;
  const cutNow = cutAfter(cut, verdict.snapshots, vanished, { isByRest: batch.by === "rest" });
  const patch = {
    ...state,
    progress,
    ...judged,
    checkpoint: {
      ...judged.checkpoint,
      ...checkpoint,
      batchSize: batch.nextSize,
      ...(cut.length + cutNow.length > 0 && { cut: cutNow }),
      ...(api === "rest" && verdict.snapshots.length > 0 && { unlinked: true }),
    },
  };
  const identity = batch.fullName && {
    githubId: run.githubId,
    nodeId: run.nodeId,
    fullName: batch.fullName,
  };
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
}

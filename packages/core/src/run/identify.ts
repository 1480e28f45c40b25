import { firstCheckpoint } from "../changes/watermark.ts";
import type { GitHubClient } from "../github/client.ts";
import { confirmIdentity, type RepositoryIdentity, resolveIdentity } from "../github/identity.ts";
import { apiRootOf } from "../github/octokit.ts";
import { GhsyncError } from "../model/ghsync-error.ts";
import type { HistoryCheckpoint, SyncCheckpoint, SyncState } from "../model/sync-state.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import { createBatchReader } from "./batch/read-batch.ts";
import {
  addedKinds,
  firstHistory,
  hasSameKinds,
  rereadHistory,
  widenedHistory,
} from "./history/history-window.ts";
import type { ConnectedRun, Run } from "./run-context.ts";

/**
 * Determines which repository a run reads, and where its streams and its history begin. Asks GitHub
 * only at the first contact, and if the host's options have changed.
 *
 * @throws GhsyncError `config_invalid` if the stored ids belong to another API
 */
export async function identify(
  run: Run,
  client: GitHubClient,
  repository: TrackedRepository,
): Promise<ConnectedRun> {
  const { checkpoint } = run.state();
  const apiRoot = apiRootOf(run.options.github.baseUrl);
  const plan = planOf(checkpoint, run.options);
  const otherRoot = otherRootOf(checkpoint, apiRoot);
  const { githubId, nodeId } = repository;
  if (githubId !== null && nodeId !== null && plan.isUnchanged && !isNeverFound(run.state())) {
    return connected(run, client, { githubId, nodeId });
  }
  const isByName =
    otherRoot !== undefined || githubId === null || nodeId === null || isNeverFound(run.state());
  const contact = isByName
    ? await resolveIdentity(client, repository.fullName, run)
    : await knownContact(run, client, { ...repository, githubId, nodeId }, plan);
  // A server that moved knows the name by the same id.
  if (otherRoot !== undefined && githubId !== null && contact.identity.githubId !== githubId) {
    throw otherApi(otherRoot, apiRoot);
  }
  const date = contact.date ?? client.now();
  const state = stateByPlan({ ...checkpoint, apiRoot }, plan, run.options, {
    date,
    skewMs: client.skewMs(),
  });
  await run.commit({ identity: contact.identity, state });
  return connected(run, client, contact.identity);
}

/**
 * Whether nothing was read by the stored ids, and GitHub shows no repository of these ids. They can
 * be those of a deleted repository of the same name, by an outdated response. Pure.
 */
function isNeverFound({ lastSyncError, lastSyncAt, checkpoint }: SyncState): boolean {
  const { history, reread } = checkpoint;
  const isUnread = lastSyncAt === undefined && !reread && (history?.done ?? 0) === 0;
  return isUnread && lastSyncError?.code === "repository_gone";
}

/** What this run must change in the checkpoint before it can read. */
interface Plan {
  /** Nothing: the repository was read before, and the host requests the same. */
  readonly isUnchanged: boolean;
  /** The host wants more of the history than before. */
  readonly widened: HistoryCheckpoint | undefined;
  /** The host requests a kind of child that it did not request before. */
  readonly isKindAdded: boolean;
  /** The host now uses GraphQL, and stored pull requests have no linked issues. */
  readonly isLinkedAdded: boolean;
}

/** Compares the checkpoint with the host's options. Pure. */
function planOf(checkpoint: SyncCheckpoint, options: ResolvedSyncOptions): Plan {
  const { streams: wanted, historyDays, kinds, api } = options;
  const { streams, history, apiRoot } = checkpoint;
  const widened = history && widenedHistory(history, historyDays);
  const isLinkedAdded = api === "graphql" && Boolean(checkpoint.lacksLinkedIssues);
  const isBegun = history !== undefined && wanted.every(({ name }) => streams[name]);
  const isSame = hasSameKinds(checkpoint.kinds, kinds) && apiRoot !== undefined;
  return {
    isUnchanged: isBegun && isSame && !widened && !isLinkedAdded,
    widened,
    isKindAdded: addedKinds(checkpoint.kinds, kinds).length > 0,
    isLinkedAdded,
  };
}

/**
 * Returns the state after the first contact, or after a change of the host's options. Pure.
 *
 * Fixes the bound of every stream and of the history by GitHub's clock. A stream that is added
 * later also begins at the first contact, because it was not read meanwhile.
 */
function stateByPlan(
  checkpoint: SyncCheckpoint,
  { widened, isKindAdded, isLinkedAdded }: Plan,
  { overlapMs, historyDays, streams: wanted, kinds }: ResolvedSyncOptions,
  contact: { readonly date: Date; readonly skewMs: number | undefined },
): Partial<SyncState> {
  const { streams, history, reread } = checkpoint;
  const firstContact = history?.firstContact ?? contact.date;
  const skewMs = history ? history.firstContactSkewMs : contact.skewMs;
  const first = firstCheckpoint(firstContact, skewMs, overlapMs);
  const begun = Object.fromEntries(wanted.map(({ name }) => [name, streams[name] ?? first]));
  const next = {
    ...checkpoint,
    kinds,
    ...(isLinkedAdded && { lacksLinkedIssues: false }),
    streams: { ...streams, ...begun },
    history: widened ?? history ?? firstHistory(firstContact, historyDays, skewMs),
    // After a reset, earlier reads do not count.
    ...(!history && reread && { kindsSince: firstContact }),
  };
  if (history && (isKindAdded || isLinkedAdded)) {
    return rereadHistory(next, isKindAdded ? contact.date : checkpoint.kindsSince);
  }
  return { checkpoint: next, ...(widened && { historyCompletedAt: undefined }) };
}

/** Returns the stored identity. If the streams or a kind begin now, asks GitHub, for its clock. */
async function knownContact(
  run: Run,
  client: GitHubClient,
  { githubId, nodeId, fullName }: RepositoryIdentity,
  { isKindAdded }: Plan,
) {
  if (!isKindAdded && run.state().checkpoint.history) {
    return { identity: { githubId, nodeId, fullName }, date: undefined };
  }
  return confirmIdentity(client, githubId, run);
}

/**
 * Returns the API of the stored ids, if it is not the current one.
 * @throws GhsyncError `config_invalid` unless the repository was reset
 */
function otherRootOf({ apiRoot: stored, history, reread }: SyncCheckpoint, apiRoot: string) {
  if (stored === undefined || stored === apiRoot) return undefined;
  if (history || !reread) throw otherApi(stored, apiRoot);
  return stored;
}

function connected(
  run: Run,
  client: GitHubClient,
  { githubId, nodeId }: Pick<RepositoryIdentity, "githubId" | "nodeId">,
): ConnectedRun {
  const base = { ...run, client, githubId, nodeId };
  return { ...base, readBatch: createBatchReader(base) };
}

/**
 * Creates the error for a repository that was synced by another API. Each server has its own ids:
 * the same id names another repository there, and its records would mix with the stored ones.
 */
export function otherApi(stored: string, present: string): GhsyncError {
  return new GhsyncError(
    "config_invalid",
    `This repository was synced from ${stored}. At ${present} its ids may name another repository. Set github.baseUrl back. If the same server has a new address, call resetRepository. To sync from another server, untrack the repository with deleteRecords and track it again, or track it under another tenant.`,
    { userActionable: true },
  );
}

import { firstStand } from "../changes/watermark.ts";
import type { GitHubClient } from "../github/client.ts";
import { confirmIdentity, resolveIdentity } from "../github/identity.ts";
import { apiRootOf } from "../github/octokit.ts";
import { GhsyncError } from "../model/ghsync-error.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import { createReadBatch } from "./batch/read-batch.ts";
import {
  addedKinds,
  firstHistory,
  readAnew,
  sameKinds,
  widenedHistory,
} from "./history/history-window.ts";
import type { ConnectedRun, Run } from "./run-context.ts";

/**
 * Resolves the name at first contact, and never again: names change hands. Freezes the bound of every stream and of the history by
 * GitHub's clock; a stream that is added later begins at the first contact too, since nobody read it meanwhile.
 * Widens the history where the host wants more of it, and lists it anew where the host wants another kind of child, or linked issues.
 *
 * @throws GhsyncError `config_invalid` where the ids that are known are those of another API
 */
export async function identify(
  run: Run,
  client: GitHubClient,
  repository: TrackedRepository,
): Promise<ConnectedRun> {
  const { overlapMs, historyDays, streams: wanted, kinds, api, github } = run.options;
  const { checkpoint } = run.state();
  const apiRoot = apiRootOf(github.baseUrl);
  const { streams, history } = checkpoint;
  const { githubId, nodeId } = repository;
  const otherRoot = checkpoint.apiRoot !== apiRoot ? checkpoint.apiRoot : undefined;
  const isReset = !history && checkpoint.reread;
  if (otherRoot !== undefined && !isReset) throw otherApi(otherRoot, apiRoot);
  const isKnown = githubId !== null && nodeId !== null;
  const widened = history && widenedHistory(history, historyDays);
  const isBegun = wanted.every(({ name }) => streams[name]);
  const isLinkedAdded = api === "graphql" && Boolean(checkpoint.unlinked);
  const isKindAdded = addedKinds(checkpoint.kinds, kinds).length > 0;
  const isAsked =
    !isLinkedAdded && sameKinds(checkpoint.kinds, kinds) && checkpoint.apiRoot !== undefined;
  if (isKnown && history && isBegun && !widened && isAsked) {
    return connected({ ...run, client, githubId, nodeId });
  }
  const contact =
    otherRoot === undefined
      ? await contactOf(run, client, repository, history && !isKindAdded)
      : await resolveIdentity(client, repository.fullName, run);
  // A server that has moved knows the name by the same id.
  if (otherRoot !== undefined && githubId !== null && contact.identity.githubId !== githubId) {
    throw otherApi(otherRoot, apiRoot);
  }
  const firstContact = history?.firstContact ?? contact.date ?? client.now();
  const skewMs = history ? history.firstContactSkewMs : client.skewMs();
  const first = firstStand(firstContact, skewMs, overlapMs);
  const begun = Object.fromEntries(wanted.map(({ name }) => [name, streams[name] ?? first]));
  const next = {
    ...checkpoint,
    apiRoot,
    kinds,
    ...(isLinkedAdded && { unlinked: false }),
    streams: { ...streams, ...begun },
    history: widened ?? history ?? firstHistory(firstContact, historyDays, skewMs),
    // Of a repository that was reset, what was read before does not count.
    ...(!history && checkpoint.reread && { kindsSince: firstContact }),
  };
  const kindsSince = isKindAdded ? (contact.date ?? client.now()) : checkpoint.kindsSince;
  const state =
    history && (isKindAdded || isLinkedAdded)
      ? readAnew(next, kindsSince)
      : { checkpoint: next, ...(widened && { historyCompletedAt: undefined }) };
  await run.commit({ identity: contact.identity, state });
  const { identity } = contact;
  return connected({ ...run, client, githubId: identity.githubId, nodeId: identity.nodeId });
}

/** The repository's identity, and GitHub's clock where it was asked. */
async function contactOf(
  run: Run,
  client: GitHubClient,
  { githubId, nodeId, fullName }: TrackedRepository,
  isEnough: boolean | undefined,
) {
  if (githubId === null || nodeId === null) return resolveIdentity(client, fullName, run);
  if (isEnough) return { identity: { githubId, nodeId, fullName }, date: undefined };
  return confirmIdentity(client, githubId, run);
}

function connected(run: Omit<ConnectedRun, "readBatch">): ConnectedRun {
  return { ...run, readBatch: createReadBatch(run) };
}

/**
 * That a repository was synced by another API. Each server has its own ids: the same one names another repository at another, and its
 * records would mix with what is stored.
 */
export function otherApi(stored: string, present: string): GhsyncError {
  return new GhsyncError(
    "config_invalid",
    `This repository was synced from ${stored}, and its ids may name another one at ${present}: set github.baseUrl back. Where the same server has got another address, resetRepository takes it up; to sync from another server, untrack the repository with deleteRecords and track it again, or track it under another tenant.`,
    { userActionable: true },
  );
}

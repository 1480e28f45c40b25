import { firstBound } from "../changes/bounds.ts";
import type { GitHubClient } from "../github/github-client.ts";
import { confirmIdentity, resolveIdentity } from "../github/resolve-identity.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import { firstHistory, widenedHistory } from "./history-window.ts";
import { createReadBatch } from "./read-batch.ts";
import { type ConnectedRun, checkpointWith, type Run } from "./run.ts";

/**
 * Resolves the name at first contact, and never again: names change hands. Freezes the bound of every stream and of the history by
 * GitHub's clock; a stream that is added later begins at the first contact too, since nobody read it meanwhile.
 * Widens the history where the host wants more of it.
 */
export async function identify(
  run: Run,
  client: GitHubClient,
  repository: TrackedRepository,
): Promise<ConnectedRun> {
  const { overlapMs, historyDays, streams: wanted } = run.options;
  const { streams, history } = run.state().checkpoint;
  const { githubId, nodeId } = repository;
  const isKnown = githubId !== null && nodeId !== null;
  const widened = history && widenedHistory(history, historyDays);
  const isBegun = wanted.every(({ name }) => streams[name]);
  if (isKnown && history && isBegun && !widened) {
    return connected({ ...run, client, githubId, nodeId });
  }
  const contact =
    isKnown && history
      ? {
          identity: { githubId, nodeId, fullName: repository.fullName },
          date: history.firstContact,
        }
      : isKnown
        ? await confirmIdentity(client, githubId, run)
        : await resolveIdentity(client, repository.fullName, run);
  const since = firstBound(contact.date, overlapMs);
  const begun = Object.fromEntries(wanted.map(({ name }) => [name, streams[name] ?? { since }]));
  const checkpoint = checkpointWith(run, {
    streams: { ...streams, ...begun },
    history: widened ?? history ?? firstHistory(contact.date, historyDays),
  });
  const state = { ...checkpoint, ...(widened && { historyCompletedAt: undefined }) };
  await run.commit({ identity: contact.identity, state });
  return connected({ ...run, client, ...contact.identity });
}

function connected(run: Omit<ConnectedRun, "readBatch">): ConnectedRun {
  return { ...run, readBatch: createReadBatch(run) };
}

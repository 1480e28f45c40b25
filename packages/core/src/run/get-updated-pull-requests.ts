import type { Change, StreamTarget } from "../changes/change-stream.ts";
import { issuesStream, pullsStream } from "../changes/streams.ts";
import type { GitHubClient } from "../github/client.ts";
import { resolveIdentity } from "../github/identity.ts";
import type { HydrationFailure, UnreadPart } from "../hydrate/batch.ts";
import { hydrateNext } from "../hydrate/hydrate-next.ts";
import type { Gap } from "../hydrate/reading.ts";
import { GhsyncError } from "../model/ghsync-error.ts";
import { checkValue, mustBeUpTo100 } from "../model/option-checks.ts";
import {
  type ChildKind,
  childKinds,
  type PullRequestSnapshot,
  type SnapshotPart,
} from "../model/snapshot.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import { confirmSwitchedOff } from "./changes/list-recovery.ts";
import type { ConnectedRun } from "./run-context.ts";

export interface UpdatedPullRequestsOptions {
  /** Reads changes from this instant on, inclusively. */
  readonly since: Date;
  /** Child kinds to read. @defaultValue all kinds */
  readonly kinds?: readonly ChildKind[] | undefined;
  /** Pull requests per hydration query, 1 to 100. @defaultValue 25 */
  readonly batchSize?: number | undefined;
  /** The interface to use first. If GraphQL is refused, REST is used. @defaultValue "graphql" */
  readonly api?: "graphql" | "rest" | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the pull requests that changed since an instant, without a store.
 *
 * Each one comes with its children. The order is the oldest change first, by GitHub's issues list
 * with `since`. If issues are disabled, it is the newest update first, by the list of pull
 * requests. A pull request that changes again meanwhile comes again. Yields nothing if nothing
 * changed. GitHub docs: REST "Issues", "List repository issues".
 *
 * @param client a client from `createGitHubClient`
 * @param repository its ids; GitHub is asked for them if one is `null`
 * @throws GhsyncError after all others were yielded: `response_invalid` if pull requests or parts
 * of them could not be read (the parts are in `unread`), `access_denied` if a part may not be read
 * @example
 * for await (const { pullRequest, children } of getUpdatedPullRequests(client, repository, { since })) {
 *   console.log(pullRequest.number, pullRequest.title, children.reviews?.length);
 * }
 */
export async function* getUpdatedPullRequests(
  client: GitHubClient,
  repository: Pick<TrackedRepository, "fullName" | "githubId" | "nodeId">,
  {
    since,
    kinds = childKinds,
    batchSize = 25,
    api = "graphql",
    signal,
  }: UpdatedPullRequestsOptions,
): AsyncGenerator<PullRequestSnapshot> {
  checkValue("batchSize", batchSize, mustBeUpTo100);
  if (!(since instanceof Date) || Number.isNaN(since.getTime())) {
    throw new GhsyncError("config_invalid", `since must be a valid Date, got ${String(since)}.`);
  }
  const identity = await identityOf(client, repository, signal);
  const unread: HydrationFailure[] = [];
  const forbidden = new Set<SnapshotPart>();
  let graphqlGap: Gap | undefined;
  let before: ReadonlyMap<number, number> = new Map();
  let size = batchSize;
  for await (const changes of changedSince({ client, signal, ...identity }, since)) {
    // A page begins a little before the end of the previous one.
    const news = changes.filter(({ number, stamp }) => before.get(number) !== stamp.getTime());
    before = new Map(changes.map(({ number, stamp }) => [number, stamp.getTime()]));
    let numbers = [...new Set(news.map(({ number }) => number))];
    while (numbers.length > 0) {
      const options = { kinds, api, graphqlGap, size, most: batchSize, signal };
      const batch = await hydrateNext(client, identity, numbers, options);
      yield* batch.snapshots;
      unread.push(...batch.failures, ...batch.unread.map(failureOf));
      for (const part of batch.forbidden) forbidden.add(part);
      size = batch.nextSize;
      graphqlGap = batch.graphqlGap;
      numbers = numbers.slice(batch.snapshots.length + batch.failures.length);
    }
  }
  if (forbidden.size > 0) throw mayNotRead([...forbidden], unread);
  if (unread.length > 0) throw new GhsyncError("response_invalid", couldNotRead(unread));
}

async function identityOf(
  client: GitHubClient,
  { fullName, githubId, nodeId }: Pick<TrackedRepository, "fullName" | "githubId" | "nodeId">,
  signal: AbortSignal | undefined,
) {
  if (githubId !== null && nodeId !== null) return { githubId, nodeId, fullName };
  return (await resolveIdentity(client, fullName, { signal })).identity;
}

function failureOf({ number, part, reason }: UnreadPart): HydrationFailure {
  return { number, reason: `its ${part}: ${reason}` };
}

function couldNotRead(failures: readonly HydrationFailure[]): string {
  const names = failures.map(({ number, reason }) => `#${number} (${reason})`).join(", ");
  return `Some pull requests could not be read: ${names}`;
}

function mayNotRead(
  kinds: readonly SnapshotPart[],
  failures: readonly HydrationFailure[],
): GhsyncError {
  const message = `This credential may not read ${kinds.join(", ")}: give it read access to pull requests, issues and contents, or leave them out of kinds.`;
  const also = failures.length > 0 ? ` ${couldNotRead(failures)}` : "";
  return new GhsyncError("access_denied", message + also, { userActionable: true });
}

/**
 * Lists what changed since an instant, page by page: by the issues list, oldest change first. If
 * issues are switched off, uses the list of pull requests, newest update first.
 */
export async function* changedSince(
  target: StreamTarget & Pick<ConnectedRun, "client" | "signal">,
  since: Date,
): AsyncGenerator<readonly Change[]> {
  const { client, signal } = target;
  const options = { overlapMs: 0, signal };
  let hasPage = false;
  try {
    for await (const { changes } of issuesStream.read(client, target, { since }, options)) {
      hasPage = true;
      yield changes;
    }
  } catch (error) {
    await confirmSwitchedOff(target, "has_issues", error);
  }
  if (hasPage) return;
  for await (const { changes } of pullsStream.read(client, target, { since }, options)) {
    yield changes;
  }
}

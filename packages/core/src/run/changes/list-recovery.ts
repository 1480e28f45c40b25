import type { ChangePage, ChangeStream } from "../../changes/change-stream.ts";
import { isHeavyPage, pageTooHeavy, smallerPage, withPageSize } from "../../changes/page-size.ts";
import { wrongSubject } from "../../github/identity.ts";
import { largerBatch } from "../../hydrate/batch.ts";
import { GhsyncError, isGhsyncError } from "../../model/ghsync-error.ts";
import type { StreamName } from "../../model/sync-state.ts";
import { restartedHistory } from "../history/history-window.ts";
import { type ConnectedRun, checkpointWith, historyOf } from "../run-context.ts";

const featureOf: { readonly [Name in StreamName]: Feature } = {
  issues: "has_issues",
  comments: "has_issues",
  pulls: "has_pull_requests",
  reviewComments: "has_pull_requests",
};

/**
 * Reads one pass of a stream. Yields nothing if the feature behind the stream is switched off.
 *
 * If a page is too heavy for GitHub although the repository responds, continues after the last good
 * page with pages half as long. The pages grow again with each pass that leaves no ETag. An idle
 * stream keeps its page length, because its ETag is valid for that URL only.
 */
export async function* readStream(
  run: ConnectedRun,
  stream: ChangeStream,
): AsyncGenerator<ChangePage> {
  const { client, githubId, signal, options } = run;
  const { overlapMs, pageSize: usual } = options;
  const isPulls = stream.name === "pulls";
  let checkpoint = run.state().checkpoint.streams[stream.name];
  if (!checkpoint) {
    throw new GhsyncError("store_failed", `The store has no checkpoint of stream ${stream.name}.`);
  }
  let size = Math.min(checkpoint.pageSize ?? usual, usual);
  let hasPage = false;
  for (;;) {
    const target = { githubId, fullName: run.fullName() };
    const read = { overlapMs, pageSize: size, signal };
    try {
      for await (const page of stream.read(client, target, checkpoint, read)) {
        hasPage = true;
        if (isPulls) await notePullsSwitch(run, { isOff: false });
        if (page.done && !page.checkpoint.etag) size = largerBatch(size, usual);
        checkpoint = withPageSize(page.checkpoint, size, usual);
        yield { ...page, checkpoint };
      }
      return;
    } catch (error) {
      if (!isHeavyPage(error)) {
        await confirmSwitchedOff(run, featureOf[stream.name], error);
        if (isPulls && !hasPage) await notePullsSwitch(run, { isOff: true });
        return;
      }
      const smaller = smallerPage(size);
      if (smaller === undefined) throw pageTooHeavy(error, size);
      await client.get(`/repositories/${githubId}`, { signal });
      size = smaller;
    }
  }
}

/** A part of a repository that its owner can switch off, by GitHub's name for the switch. */
export type Feature = "has_issues" | "has_pull_requests";

/**
 * Checks that a list failed because the feature behind it is switched off. GitHub responds 410 for
 * disabled issues and 404 for disabled pull requests. A repository that is gone and a replica's
 * mistake look the same, so only the repository's own switch decides.
 *
 * @param error what the list threw
 * @throws the error, unless it is `repository_gone`
 * @throws GhsyncError `transient` if the feature is on, `repository_gone` if the repository is
 * gone, `response_invalid` if the response is about another repository
 */
export async function confirmSwitchedOff(
  { client, githubId, signal }: Pick<ConnectedRun, "client" | "githubId" | "signal">,
  feature: Feature,
  error: unknown,
): Promise<void> {
  if (!isGhsyncError(error) || error.code !== "repository_gone") throw error;
  const path = `/repositories/${githubId}`;
  const { data } = await client.get<RepositorySwitches | null>(path, { signal });
  if (data?.id !== githubId) throw wrongSubject(`repository ${data?.id}`, `repository ${githubId}`);
  if (data[feature] !== false) throw listMissing(error);
}

type RepositorySwitches = { readonly id?: unknown } & { readonly [F in Feature]?: unknown };

function listMissing(cause: GhsyncError): GhsyncError {
  const message = `GitHub shows the repository, but not one of its lists: ${cause.message}`;
  return new GhsyncError("transient", message, { cause, retryable: true });
}

/**
 * Stores whether pull requests are switched off. After they are switched on again, lists the
 * history again: no stream shows what happened meanwhile.
 */
export async function notePullsSwitch(
  run: ConnectedRun,
  { isOff }: { readonly isOff: boolean },
): Promise<void> {
  const { pullsOff = false, kindsSince } = run.state().checkpoint;
  if (pullsOff === isOff) return;
  // A kind that was added meanwhile was looked for in an empty history.
  const reread = kindsSince !== undefined;
  const history = restartedHistory(historyOf(run));
  const parts = { history, pullsOff: false, ...(reread && { reread }) };
  await run.commit({
    state: isOff
      ? checkpointWith(run, { pullsOff: true })
      : { historyCompletedAt: undefined, ...checkpointWith(run, parts) },
  });
}

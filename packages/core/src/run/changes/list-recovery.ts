import type { ChangePage, ChangeStream } from "../../changes/change-stream.ts";
import {
  pageTooHeavy,
  smallerPage,
  tellsHeavyPage,
  withPageSize,
} from "../../changes/page-size.ts";
import { wrongSubject } from "../../github/identity.ts";
import { largerBatch } from "../../hydrate/batch.ts";
import { GhsyncError, isGhsyncError } from "../../model/ghsync-error.ts";
import type { StreamCheckpoint, StreamName } from "../../model/sync-state.ts";
import { historyAnew } from "../history/history-window.ts";
import { type ConnectedRun, checkpointWith, historyOf } from "../run-context.ts";

const featureOf: { readonly [Name in StreamName]: Feature } = {
  issues: "has_issues",
  comments: "has_issues",
  pulls: "has_pull_requests",
  reviewComments: "has_pull_requests",
};

/** The pages of one pass of a stream; none where the repository has the feature behind it switched off. */
export async function* readStream(
  run: ConnectedRun,
  stream: ChangeStream,
): AsyncGenerator<ChangePage> {
  const checkpoint = run.state().checkpoint.streams[stream.name];
  if (!checkpoint) {
    throw new GhsyncError("store_failed", `The store lost where stream ${stream.name} stands.`);
  }
  let isOff = true;
  const pages = pagesUnlessOff(run, featureOf[stream.name], () =>
    bearablePages(run, stream, checkpoint),
  );
  for await (const page of pages) {
    isOff = false;
    if (stream.name === "pulls") await notePullsSwitch(run, { isOff });
    yield page;
  }
  if (isOff && stream.name === "pulls") await notePullsSwitch(run, { isOff });
}

/**
 * One pass of a stream, by pages as long as GitHub bears: where it gives up on one, though the repository answers, the pass goes on
 * from the page before by pages half as long. They grow again with each pass that leaves no ETag; an idle stream's stay, since
 * its ETag is good for that URL alone.
 */
export async function* bearablePages(
  { client, githubId, fullName, signal, options }: ConnectedRun,
  stream: ChangeStream,
  from: StreamCheckpoint,
): AsyncGenerator<ChangePage> {
  const { overlapMs, pageSize: most } = options;
  let checkpoint = from;
  let size = Math.min(from.pageSize ?? most, most);
  for (;;) {
    const target = { githubId, fullName: fullName() };
    const read = { overlapMs, pageSize: size, signal };
    try {
      for await (const page of stream.read(client, target, checkpoint, read)) {
        if (page.done && !page.checkpoint.etag) size = largerBatch(size, most);
        checkpoint = withPageSize(page.checkpoint, size, most);
        yield { ...page, checkpoint };
      }
      return;
    } catch (error) {
      if (!tellsHeavyPage(error)) throw error;
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
 * The pages of a list, or none where the feature behind it is switched off. Issues that are disabled answer 410, pull requests
 * that are disabled 404: like a repository that is gone, and like a replica's mistake. Only the repository's own switch
 * decides: GitHub shows it wherever there is one.
 *
 * @param read reads the list from its first page
 * @throws GhsyncError `transient` if the list doesn't answer though it should, `repository_gone` if the repository doesn't either,
 * `response_invalid` if the answer is about another repository
 */
export async function* pagesUnlessOff<Page>(
  { client, githubId, signal }: Pick<ConnectedRun, "client" | "githubId" | "signal">,
  feature: Feature,
  read: () => AsyncIterable<Page>,
): AsyncGenerator<Page> {
  try {
    yield* read();
  } catch (error) {
    if (!isGhsyncError(error) || error.code !== "repository_gone") throw error;
    const path = `/repositories/${githubId}`;
    const { data } = await client.get<RepositorySwitches | null>(path, { signal });
    if (data?.id !== githubId)
      throw wrongSubject(`repository ${data?.id}`, `repository ${githubId}`);
    if (data[feature] !== false) throw notAnswered(error);
  }
}

type RepositorySwitches = { readonly id?: unknown } & { readonly [F in Feature]?: unknown };

function notAnswered(cause: GhsyncError): GhsyncError {
  const message = `GitHub does not answer a list of a repository that is there: ${cause.message}`;
  return new GhsyncError("transient", message, { cause, retryable: true });
}

/** Keeps whether pull requests are switched off. Those that are back have a past that no stream tells of: the history is listed anew. */
export async function notePullsSwitch(
  run: ConnectedRun,
  { isOff }: { readonly isOff: boolean },
): Promise<void> {
  const { pullsOff = false, kindsSince } = run.state().checkpoint;
  if (pullsOff === isOff) return;
  // A kind that is newly asked for was looked for in an empty history meanwhile.
  const reread = kindsSince !== undefined;
  const anew = { history: historyAnew(historyOf(run)), pullsOff: false, ...(reread && { reread }) };
  await run.commit({
    state: isOff
      ? checkpointWith(run, { pullsOff: true })
      : { historyCompletedAt: undefined, ...checkpointWith(run, anew) },
  });
}

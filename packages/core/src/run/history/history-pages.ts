import {
  type HistoryPage,
  listByCreation,
  listByCreationRest,
  listByUpdate,
} from "../../changes/history-list.ts";
import { pullsPath } from "../../changes/pulls-list.ts";
import { isRefusal } from "../../hydrate/graphql-refusal.ts";
import { GhsyncError, isGhsyncError } from "../../model/ghsync-error.ts";
import { notePullsSwitch, pagesUnlessOff } from "../changes/list-recovery.ts";
import { type ConnectedRun, historyOf } from "../run-context.ts";

/**
 * The pages of the history that are still to be read; an empty one where pull requests are switched off. To be read again is what is
 * stored, which can be older than the history's window: then all of it is listed.
 */
export async function* historyPages(run: ConnectedRun): AsyncGenerator<HistoryPage> {
  const { client, signal, options } = run;
  const { from: start, place, isCheck } = historyOf(run);
  const from = run.state().checkpoint.reread ? null : start;
  const { api, pageSize } = options;
  // What REST has begun, REST goes on with. GraphQL has no 404 that could mean a switch.
  const isRestTurn = isCheck || (place && place.cursor === undefined);
  if (from === null && api === "graphql" && !isRestTurn) {
    try {
      yield* listByCreation(client, run, place, { signal, pageSize });
      return;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  let isOff = true;
  const pages = pagesUnlessOff(run, "has_pull_requests", () =>
    from === null
      ? listByCreationRest(client, run, historyOf(run).place, { signal, pageSize })
      : listByUpdate(client, run, from, place, { signal, pageSize }),
  );
  for await (const page of pages) {
    isOff = false;
    yield page;
  }
  if (!isOff) return;
  if (await answersPulls(run)) throw historyUnanswered();
  await notePullsSwitch(run, { isOff });
  yield { rows: [], total: undefined, place: undefined, last: true };
}

/** Whether the list of pull requests answers, when it is asked for in another order: then pull requests are not switched off. */
async function answersPulls({ client, githubId, signal }: ConnectedRun): Promise<boolean> {
  try {
    await client.get(`${pullsPath(githubId)}?state=all&per_page=1`, { signal });
    return true;
  } catch (error) {
    if (isGhsyncError(error) && error.code === "repository_gone") return false;
    throw error;
  }
}

function historyUnanswered(): GhsyncError {
  const message = "GitHub does not list all pull requests, although it lists some.";
  return new GhsyncError("transient", message, { retryable: true });
}

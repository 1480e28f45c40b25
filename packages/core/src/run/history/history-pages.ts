import {
  type HistoryPage,
  listByCreation,
  listByCreationRest,
  listByUpdate,
} from "../../changes/history-list.ts";
import { confirmIdentity } from "../../github/identity.ts";
import { isRefusal } from "../../hydrate/graphql-refusal.ts";
import { isGhsyncError } from "../../model/ghsync-error.ts";
import { confirmSwitchedOff, notePullsSwitch } from "../changes/list-recovery.ts";
import { type ConnectedRun, historyOf } from "../run-context.ts";

/**
 * Lists the pages of the history that are still to be read. Yields one empty page if pull requests
 * are switched off. A history that is read again lists everything, because stored pull requests can
 * be older than its window.
 */
export async function* historyPages(run: ConnectedRun): AsyncGenerator<HistoryPage> {
  const { client, githubId, signal, options } = run;
  const { from: start, place, isCheck } = historyOf(run);
  const from = run.state().checkpoint.reread ? null : start;
  const { api, pageSize } = options;
  // A list that REST began continues by REST. GraphQL has no 404 that could mean a switch.
  const isRestTurn = isCheck || (place && place.cursor === undefined);
  if (from === null && api === "graphql" && !isRestTurn) {
    try {
      yield* listByCreation(client, run, place, { signal, pageSize });
      return;
    } catch (error) {
      if (!isRefusal(error)) await requireThere(run, error);
    }
  }
  const target = { githubId, fullName: run.fullName() };
  const pages =
    from === null
      ? listByCreationRest(client, target, historyOf(run).place, { signal, pageSize })
      : listByUpdate(client, target, from, place, { signal, pageSize });
  let hasPage = false;
  try {
    for await (const page of pages) {
      hasPage = true;
      yield page;
    }
  } catch (error) {
    await confirmSwitchedOff(run, "has_pull_requests", error);
  }
  if (hasPage) return;
  await notePullsSwitch(run, { isOff: true });
  yield { rows: [], total: undefined, place: undefined, last: true };
}

/**
 * Checks that only GraphQL lacks the repository: it may return empty data, or data of another
 * shape.
 * @throws the error, unless it is `repository_gone` and REST shows the repository by the same node
 * id
 */
async function requireThere(
  { client, githubId, nodeId, signal }: ConnectedRun,
  error: unknown,
): Promise<void> {
  if (!isGhsyncError(error) || error.code !== "repository_gone") throw error;
  const { identity } = await confirmIdentity(client, githubId, { signal });
  if (identity.nodeId !== nodeId) throw error;
}

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
 * The pages of the history that are still to be read; an empty one where pull requests are switched off. To be read again is what is
 * stored, which can be older than the history's window: then all of it is listed.
 */
export async function* historyPages(run: ConnectedRun): AsyncGenerator<HistoryPage> {
  const { client, githubId, signal, options } = run;
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
 * GraphQL may answer without the repository though it is there: by empty data, or by data of another shape.
 * @throws the error, unless it is that one, and REST shows the repository by the node id that GraphQL was asked by
 */
async function requireThere(
  { client, githubId, nodeId, signal }: ConnectedRun,
  error: unknown,
): Promise<void> {
  if (!isGhsyncError(error) || error.code !== "repository_gone") throw error;
  const { identity } = await confirmIdentity(client, githubId, { signal });
  if (identity.nodeId !== nodeId) throw error;
}

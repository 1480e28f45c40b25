import {
  type HistoryPage,
  listByCreation,
  listByCreationRest,
  listByUpdate,
} from "../../changes/history-list.ts";
import { isRefusal } from "../../hydrate/graphql-refusal.ts";
import { notePullsSwitch, pagesUnlessOff } from "../changes/list-recovery.ts";
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
      if (!isRefusal(error)) throw error;
    }
  }
  const target = { githubId, fullName: run.fullName() };
  let isOff = true;
  const pages = pagesUnlessOff(run, "has_pull_requests", () =>
    from === null
      ? listByCreationRest(client, target, historyOf(run).place, { signal, pageSize })
      : listByUpdate(client, target, from, place, { signal, pageSize }),
  );
  for await (const page of pages) {
    isOff = false;
    yield page;
  }
  if (!isOff) return;
  await notePullsSwitch(run, { isOff });
  yield { rows: [], total: undefined, place: undefined, last: true };
}

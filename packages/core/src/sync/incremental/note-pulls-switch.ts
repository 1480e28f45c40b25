import { historyAnew } from "../history/history-window.ts";
import { type ConnectedRun, checkpointWith, historyOf } from "../run/run.ts";

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

import { correctedStream } from "../../changes/watermark.ts";
import type { StreamCheckpoint, StreamName } from "../../model/sync-state.ts";
import { correctedHistory } from "../history/history-window.ts";
import { type ConnectedRun, checkpointWith } from "../run-context.ts";

/**
 * Computes bounds again that come from a `Date` which the run's answers show to have been ahead, also in a run before: changes
 * were made before such a bound, and no list would show them. Returns the streams that are to be read (again).
 */
export async function correctBounds(run: ConnectedRun): Promise<readonly StreamName[]> {
  const smallestMs = run.client.skewMs();
  if (smallestMs === undefined) return [];
  const { overlapMs, settleMs, github } = run.options;
  const lagMs = Math.max(overlapMs, settleMs);
  const { streams, history: before } = run.state().checkpoint;
  const entries = Object.entries(streams) as [StreamName, StreamCheckpoint][];
  const corrected = entries.flatMap(([name, checkpoint]) => {
    const again = correctedStream(checkpoint, smallestMs, lagMs);
    return again ? [[name, again] as const] : [];
  });
  const history = before && correctedHistory(before, smallestMs);
  if (corrected.length === 0 && !history) return [];
  const parts = {
    streams: { ...streams, ...Object.fromEntries(corrected) },
    ...(history && { history }),
  };
  const isListedAnew = history !== undefined && history.from !== null;
  await run.commit({
    state: {
      ...checkpointWith(run, parts),
      ...(isListedAnew && { historyCompletedAt: undefined }),
    },
  });
  github.log.warn(
    "An answer of GitHub's had a Date that was ahead of later ones; what may be missing is read again. Check the clock of the proxy before GitHub.",
  );
  return corrected.map(([name]) => name);
}

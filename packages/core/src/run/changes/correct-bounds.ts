import { correctStream } from "../../changes/watermark.ts";
import type { StreamCheckpoint, StreamName } from "../../model/sync-state.ts";
import { correctHistory } from "../history/history-window.ts";
import { type ConnectedRun, checkpointWith } from "../run-context.ts";

/**
 * Corrects bounds that came from a `Date` that was ahead, in this run or an earlier one. A change
 * before such a bound would stay hidden. Returns the streams to read again.
 */
export async function correctBounds(run: ConnectedRun): Promise<readonly StreamName[]> {
  const smallestMs = run.client.skewMs();
  if (smallestMs === undefined) return [];
  const { overlapMs, settleMs, github } = run.options;
  const lagMs = Math.max(overlapMs, settleMs);
  const { streams, history: before } = run.state().checkpoint;
  const entries = Object.entries(streams) as [StreamName, StreamCheckpoint][];
  const corrected = entries.flatMap(([name, checkpoint]) => {
    const again = correctStream(checkpoint, smallestMs, lagMs);
    return again ? [[name, again] as const] : [];
  });
  const history = before && correctHistory(before, smallestMs);
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
    "A response from GitHub had a Date ahead of later ones. What may be missing is read again. Check the clock of the proxy in front of GitHub.",
  );
  return corrected.map(([name]) => name);
}

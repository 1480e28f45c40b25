import { latestStamp } from "../changes/bounds.ts";
import type { StreamName, StreamStamps } from "../ports/sync-state.ts";
import type { PullRequestSnapshot } from "../records/snapshot.ts";

/**
 * The stream stamps that a stored snapshot answers: those that had it read, those that were answered before, and those that it shows
 * itself. A stream that shows nothing newer than these has no news of it. Pure.
 */
export function answeredStamps(
  { pullRequest, children }: PullRequestSnapshot,
  marked: StreamStamps,
  before: StreamStamps,
): StreamStamps {
  const shown: StreamStamps = {
    pulls: pullRequest.updatedAt,
    ...stampOf("comments", children.comments),
    ...stampOf("reviewComments", children.reviewComments),
  };
  const answered: { [S in StreamName]?: Date } = { ...before };
  for (const stamps of [marked, shown]) {
    for (const [stream, stamp] of Object.entries(stamps) as [StreamName, Date][]) {
      answered[stream] = latestStamp(answered[stream], stamp) ?? stamp;
    }
  }
  return answered;
}

function stampOf(
  stream: StreamName,
  rows: readonly { readonly updatedAt: Date }[] | undefined,
): StreamStamps {
  const latest = latestStamp(...(rows ?? []).map(({ updatedAt }) => updatedAt));
  return latest ? { [stream]: latest } : {};
}

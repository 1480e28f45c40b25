import { latestStamp } from "../../changes/bounds.ts";
import type { StreamName, StreamStamps } from "../../ports/sync-state.ts";
import type { PullRequestSnapshot } from "../../records/snapshot.ts";

/**
 * The stream stamps that a stored snapshot answers: those that had it read, those that were answered before, and those that it shows
 * itself. A stream that shows nothing newer than these has no news of it. Pure.
 */
export function answeredStamps(
  snapshot: PullRequestSnapshot,
  marked: StreamStamps,
  before: StreamStamps,
): StreamStamps {
  const answered: { [S in StreamName]?: Date } = { ...before };
  for (const stamps of [marked, shownStamps(snapshot)]) {
    for (const [stream, stamp] of Object.entries(stamps) as [StreamName, Date][]) {
      answered[stream] = latestStamp(answered[stream], stamp) ?? stamp;
    }
  }
  return answered;
}

/** The newest stamp of each stream that a snapshot shows: its own, and those of its comments. Pure. */
export function shownStamps({ pullRequest, children }: PullRequestSnapshot): StreamStamps {
  return {
    pulls: pullRequest.updatedAt,
    ...stampOf("comments", children.comments),
    ...stampOf("reviewComments", children.reviewComments),
  };
}

function stampOf(
  stream: StreamName,
  rows: readonly { readonly updatedAt: Date }[] | undefined,
): StreamStamps {
  const latest = latestStamp(...(rows ?? []).map(({ updatedAt }) => updatedAt));
  return latest ? { [stream]: latest } : {};
}

/** Where a stream that was never read begins: at the first contact, less the overlap, since lists lag. */
export function firstBound(firstContact: Date, overlapMs: number): Date {
  return wholeSecond(firstContact.getTime() - overlapMs);
}

/**
 * Where the next pass begins after one was read to its end: at the newest stamp it showed, but not inside the overlap before
 * the pass, since a list may not have shown yet what happened then. Never back; and still while nothing
 * changes, so that an idle stream asks the same URL.
 *
 * @param newest newest stamp of the pass; absent if it showed nothing
 * @param startedAt GitHub's `Date` of the pass's first response
 */
export function boundAfterPass(
  since: Date,
  newest: Date | undefined,
  startedAt: Date,
  overlapMs: number,
): Date {
  if (!newest) return since;
  const settled = Math.min(newest.getTime(), startedAt.getTime() - overlapMs);
  return wholeSecond(Math.max(since.getTime(), settled));
}

// GitHub's stamps have whole seconds.
function wholeSecond(ms: number): Date {
  return new Date(Math.floor(ms / 1000) * 1000);
}

/** The latest of these stamps; absent ones don't count. */
export function latestStamp(...stamps: readonly (Date | undefined)[]): Date | undefined {
  return stamps.reduce(
    (latest, stamp) => (latest && stamp && stamp <= latest ? latest : (stamp ?? latest)),
    undefined,
  );
}

import type { Review, ReviewComment, ReviewThread } from "../truth/records.ts";

type PlaceKey =
  | "thread"
  | "review"
  | "replyTo"
  | "anchor"
  | "diffHunk"
  | "originalCommitSha"
  | "commitSha";

/** Where a review comment stands: what of it is made together with its thread. */
export type Place = { -readonly [Key in PlaceKey]: ReviewComment[Key] };

/** The place of the next comment of a thread, written at this head. */
export function placeIn(thread: ReviewThread, review: Review, head: string, first?: Place): Place {
  const replyTo = thread.comments[0] ?? null;
  return {
    thread,
    review,
    replyTo,
    anchor: thread.anchor,
    diffHunk: `@@ -1,4 +1,4 @@ ${thread.anchor.path}`,
    originalCommitSha: first?.originalCommitSha ?? head,
    commitSha: first?.commitSha ?? head,
  };
}

/** Moves the places of a thread to a new head, or loses them when the push touched their file. */
export function movePlaces(
  { isOutdated, anchor }: ReviewThread,
  places: Iterable<Place>,
  head: string,
): void {
  if (isOutdated) {
    Object.assign(anchor, { line: null, startLine: null, position: null });
    return;
  }
  for (const place of places) {
    place.commitSha = head;
  }
}

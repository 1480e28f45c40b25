import type { PullRequest } from "../truth/pull-request.ts";
import type { Review, ReviewComment, ReviewThread } from "../truth/review.ts";
import { DISCUSSION_EFFECTS, type DiscussionEffect } from "./discussion-effects.ts";
import { type Generation, indexOf } from "./generation.ts";
import { shaAt } from "./head.ts";
import type { Place } from "./place.ts";
import type { Story } from "./story.ts";

/** The reviews and threads of a pull request while its story is gone through. */
export interface Discussion {
  readonly generation: Generation;
  readonly pull: PullRequest;
  /** Of the files that threads may be about. */
  readonly paths: readonly string[];
  readonly reviews: Review[];
  /** The reviews by their turn in the story, which knows nothing of those that replies are made in. */
  readonly submitted: Review[];
  readonly threads: ReviewThread[];
  /** The review comments that aren't written yet, oldest first. */
  readonly upcoming: Iterator<ReviewComment, unknown>;
  /** Where each review comment stands, by its id. */
  readonly places: Map<number, Place>;
  commits: number;
  head: string;
}

/** Makes the discussion of a pull request by going through its story once more. */
export function makeDiscussion(
  generation: Generation,
  pull: PullRequest,
  story: Story,
  paths: readonly string[],
): Discussion {
  const commits = story.change?.commits ?? 0;
  const discussion: Discussion = {
    generation,
    pull,
    paths,
    reviews: [],
    submitted: [],
    threads: [],
    upcoming: (generation.reviewComments.get(indexOf(pull)) ?? []).values(),
    places: new Map(),
    commits,
    head: shaAt(generation, pull, commits - 1),
  };
  for (const happening of story.happenings) {
    const effect = DISCUSSION_EFFECTS[happening.verb] as DiscussionEffect | undefined;
    effect?.(discussion, happening);
  }
  return discussion;
}

import type { Review, ReviewThread } from "../truth/review.ts";
import type { Discussion } from "./discussion.ts";
import { indexOf } from "./generation.ts";
import { shaAt } from "./head.ts";
import { instantOf } from "./instant-of.ts";
import { movePlaces, placeIn } from "./place.ts";
import { makeReview, makeThread, type ReviewOccasion } from "./review-records.ts";
import type { Happened, Happening } from "./story.ts";

type Effect<Told> = (discussion: Discussion, happening: Told) => void;

/** What happens to the reviews and threads of a pull request. */
export type DiscussionEffect = Effect<Happening>;

/** What each verb does below the rows; the others do nothing there. */
export const DISCUSSION_EFFECTS: {
  readonly [Verb in Happening["verb"]]?: Effect<Happened<Verb>>;
} = {
  submitReview(discussion, { atMs, actor, state, threads }) {
    const review = addReview(discussion, { atMs, actor, state, mayHaveBody: true });
    discussion.submitted.push(review);
    for (const turn of threads) {
      const { generation, pull, paths } = discussion;
      const thread = makeThread(generation, pull, turn, paths);
      discussion.threads.push(thread);
      write(discussion, review, thread);
    }
  },
  dismissReview({ submitted }, { review: turn, atMs }) {
    const review = submitted[turn];
    if (review !== undefined) {
      review.state = "DISMISSED";
      review.updatedAt = instantOf(atMs);
    }
  },
  replyToThread(discussion, { thread: turn, atMs, actor }) {
    const thread = discussion.threads[turn];
    if (thread !== undefined) {
      const occasion = { atMs, actor, state: "COMMENTED", mayHaveBody: false } as const;
      write(discussion, addReview(discussion, occasion), thread);
    }
  },
  resolveThread({ threads, generation }, { thread: turn, actor }) {
    const thread = threads[turn];
    if (thread !== undefined) {
      thread.isResolved = true;
      thread.resolvedBy = generation.troupe.account(actor);
    }
  },
  pushCommits(discussion, { commits }) {
    const { generation, pull, paths, threads, places } = discussion;
    discussion.commits += commits;
    discussion.head = shaAt(generation, pull, discussion.commits - 1);
    const random = generation.plot.random(indexOf(pull), "push", discussion.commits);
    const touched = random.sample(paths, random.streak(0.5, 3));
    for (const thread of threads) {
      thread.isOutdated ||= touched.includes(thread.anchor.path);
      const ofThread = thread.comments.flatMap(({ id }) => places.get(id) ?? []);
      movePlaces(thread, ofThread, discussion.head);
    }
  },
};

function addReview(discussion: Discussion, occasion: Omit<ReviewOccasion, "head">): Review {
  const { generation, pull, reviews, head } = discussion;
  const review = makeReview(generation, pull, reviews.length, { ...occasion, head });
  reviews.push(review);
  return review;
}

function write(discussion: Discussion, review: Review, thread: ReviewThread): void {
  const { upcoming, places, head } = discussion;
  const { value: comment, done } = upcoming.next() as IteratorResult<Review["comments"][number]>;
  if (!done) {
    const first = places.get(thread.comments[0]?.id ?? 0);
    places.set(comment.id, placeIn(thread, review, head, first));
    thread.comments.push(comment);
    review.comments.push(comment);
  }
}

import type { PullRequest, Review, ReviewComment, ReviewThread } from "../truth/records.ts";
import { shaAt } from "./generated-commits.ts";
import { type Generation, indexOf } from "./generation.ts";
import { instantOf } from "./instant-of.ts";
import { movePlaces, type Place, placeIn } from "./place.ts";
import { makeReview, makeThread, type ReviewOccasion } from "./review-records.ts";
import type { EventOf, Timeline, TimelineEvent } from "./timeline.ts";

/** The reviews and threads of a pull request while its timeline is applied. */
export interface Discussion {
  readonly generation: Generation;
  readonly pull: PullRequest;
  /** Of the files that threads may be about. */
  readonly paths: readonly string[];
  readonly reviews: Review[];
  /** The reviews by their index in the timeline, which lacks the reviews that GitHub makes for replies. */
  readonly submitted: Review[];
  readonly threads: ReviewThread[];
  /** The review comments that aren't written yet, oldest first. */
  readonly upcoming: Iterator<ReviewComment, unknown>;
  /** Where each review comment stands, by its id. */
  readonly places: Map<number, Place>;
  commits: number;
  head: string;
}

/** Makes the discussion of a pull request by applying its timeline again. */
export function makeDiscussion(
  generation: Generation,
  pull: PullRequest,
  timeline: Timeline,
  paths: readonly string[],
): Discussion {
  const commits = timeline.change?.commits ?? 0;
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
  for (const event of timeline.events) {
    const effect = DISCUSSION_EFFECTS[event.verb] as DiscussionEffect | undefined;
    effect?.(discussion, event);
  }
  return discussion;
}

type Effect<Event> = (discussion: Discussion, event: Event) => void;

/** Changes the reviews and threads of a pull request. */
type DiscussionEffect = Effect<TimelineEvent>;

/** What each verb does to reviews and threads. The other verbs do nothing there. */
const DISCUSSION_EFFECTS: {
  readonly [Verb in TimelineEvent["verb"]]?: Effect<EventOf<Verb>>;
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
      thread.resolvedBy = generation.accounts.account(actor);
    }
  },
  pushCommits(discussion, { commits }) {
    const { generation, pull, paths, threads, places } = discussion;
    discussion.commits += commits;
    discussion.head = shaAt(generation, pull, discussion.commits - 1);
    const random = generation.plan.random(indexOf(pull), "push", discussion.commits);
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

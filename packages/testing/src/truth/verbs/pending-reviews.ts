import type { AnchorInput } from "../anchor.ts";
import { findPullRequest, unknown } from "../find.ts";
import type { Review, ReviewState } from "../records.ts";
import type { Target, VerbTable } from "../verb.ts";
import { register } from "../world.ts";
import { addReviewComment, addThread, createReview } from "./review-records.ts";

/** A review that isn't submitted yet. */
export interface StartReview extends Target {
  /** Login of the reviewer. */
  readonly actor: string;
  /** Comments on the diff; each opens a thread. @defaultValue none */
  readonly comments?: readonly (AnchorInput & { readonly body: string })[];
}

/** What a pending review becomes. */
export interface SubmitPendingReview extends Target {
  /** Id of the review. */
  readonly review: number;
  /** @defaultValue "COMMENTED" */
  readonly state?: Exclude<ReviewState, "DISMISSED" | "PENDING">;
  /** @defaultValue "" */
  readonly body?: string;
}

/** Verbs on reviews that only their author sees. */
export interface PendingReviewVerbs {
  /** Starts a review, which only its author sees and no stamp shows. Returns its id. */
  startReview(args: StartReview): number;
  /**
   * Submits a pending review: its comments appear with the stamp of their draft as `created_at` and that
   * of now as `updated_at`. Returns the review's id.
   */
  submitPendingReview(args: SubmitPendingReview): number;
}

const byId = (a: { readonly id: number }, b: { readonly id: number }) => a.id - b.id;

export const pendingReviewVerbs: VerbTable<PendingReviewVerbs> = {
  startReview(call, args) {
    const pull = findPullRequest(call.world, args.repository, args.number);
    const review = createReview(call, pull, { actor: args.actor, state: "PENDING" });
    const drafts = (args.comments ?? []).map(({ body, ...anchor }) => ({
      thread: call.world.identifiers.next("thread"),
      comment: call.world.identifiers.next("reviewComment"),
      at: call.at,
      anchor,
      body,
    }));
    pull.pending = [...(pull.pending ?? []), { review, drafts }];
    return review.id;
  },
  submitPendingReview(call, args) {
    const { world, at } = call;
    const pull = findPullRequest(world, args.repository, args.number);
    const pending = pull.pending?.find(({ review }) => review.id === args.review);
    const { review, drafts } = pending ?? unknown(`a pending review ${args.review}`);
    pull.pending = pull.pending?.filter((other) => other !== pending) ?? [];
    submit(review, args, at);
    pull.reviews.push(register(world, review));
    pull.reviews.sort(byId);
    for (const draft of drafts) {
      const drafted = { ...call, at: draft.at };
      const thread = addThread(drafted, pull, draft.anchor, draft.thread);
      const { body, comment: id } = draft;
      const comment = addReviewComment(drafted, { thread, review, replyTo: null, body, id });
      comment.updatedAt = at;
    }
    pull.threads.sort(byId);
    call.touch(pull.issue);
    return review.id;
  },
};

function submit(review: Review, { state, body }: SubmitPendingReview, at: string): void {
  review.state = state ?? "COMMENTED";
  review.body = body ?? "";
  review.submittedAt = at;
  review.updatedAt = at;
}

import { createAnchor } from "../truth/anchor.ts";
import { nodeIdOf } from "../truth/identifiers.ts";
import type { PullRequest, Review, ReviewThread } from "../truth/records.ts";
import { type Generation, indexOf } from "./generation.ts";
import { instantOf } from "./instant-of.ts";
import { remark } from "./prose.ts";

/** What a review is made of, beyond its pull request. */
export interface ReviewOccasion {
  readonly atMs: number;
  readonly actor: string;
  readonly state: Review["state"];
  /** Whether it may say something of its own; a reply's review doesn't. */
  readonly mayHaveBody: boolean;
  readonly head: string;
}

/** Makes a review by its turn in the pull request, from 0. */
export function makeReview(
  { plan, spans, accounts }: Generation,
  pull: PullRequest,
  turn: number,
  { atMs, actor, state, mayHaveBody, head }: ReviewOccasion,
): Review {
  const id = spans.first("review", indexOf(pull)) + turn;
  const random = plan.random(indexOf(pull), "review", turn);
  const author = accounts.account(actor);
  const at = instantOf(atMs);
  return {
    type: "PullRequestReview",
    id,
    nodeId: nodeIdOf("PullRequestReview", id),
    pull,
    author,
    authorAssociation: accounts.associationAt(author, at),
    commitSha: head,
    submittedAt: at,
    createdAt: at,
    body: mayHaveBody && random.chance(0.5) ? remark(random) : "",
    state,
    updatedAt: at,
    comments: [],
  };
}

/** Makes a thread by its turn in the pull request, from 0, on one of its files. */
export function makeThread(
  { plan, spans }: Generation,
  pull: PullRequest,
  turn: number,
  paths: readonly string[],
): ReviewThread {
  const id = spans.first("thread", indexOf(pull)) + turn;
  const random = plan.random(indexOf(pull), "thread", turn);
  const line = random.integer(1, 200);
  const anchor = createAnchor({
    path: random.pick(paths),
    ...(random.chance(0.9) && { line }),
    ...(random.chance(0.2) && { line: line + 4, startLine: line }),
    ...(random.chance(0.1) && { side: "LEFT" as const }),
  });
  return {
    type: "PullRequestReviewThread",
    id,
    nodeId: nodeIdOf("PullRequestReviewThread", id),
    pull,
    anchor,
    resolvedBy: null,
    isResolved: false,
    isOutdated: false,
    comments: [],
  };
}

import { nodeIdOf } from "../truth/identifiers.ts";
import type { PullRequest, ReviewComment } from "../truth/records.ts";
import { addToRepository } from "../truth/verbs/issues.ts";
import type { Children } from "./children.ts";
import { createIssueComments, createReviewComments } from "./comment-records.ts";
import { makeMergeCommit, testMergeSha } from "./generated-commits.ts";
import { createGeneratedOrigin } from "./generated-origin.ts";
import type { Generation } from "./generation.ts";
import { lazyProperties } from "./lazy-properties.ts";
import { createIssueRows, createPullRequestRows } from "./opened-rows.ts";
import type { Place } from "./place.ts";
import { sizesOf } from "./timeline.ts";
import { applyTimeline, type CommentDraft } from "./timeline-rows.ts";

/** Brings every row of a plan into the world, and the comments without their text. */
export function fillRepository(generation: Generation): void {
  const { world, repository, plan, spans } = generation;
  const origin = createGeneratedOrigin(generation);
  const createIssueRow = createIssueRows(generation);
  const createPullRequestRow = createPullRequestRows(
    generation,
    createIssueRow,
    lazyProperties<PullRequest>({
      nodeId: ({ id }) => nodeIdOf("PullRequest", id),
      commits: (pull) => origin.childrenOf(pull).commits,
      files: (pull) => origin.childrenOf(pull).files,
      reviews: (pull) => origin.childrenOf(pull).reviews,
      threads: (pull) => origin.childrenOf(pull).threads,
      mergeCommit: (pull) => makeMergeCommit(generation, pull),
      testMergeSha,
    }),
  );
  const conversation: CommentDraft[] = [];
  const reviewComments: CommentDraft[] = [];
  for (let index = 0; index < plan.total; index += 1) {
    const timeline = plan.timeline(index);
    spans.add(sizesOf(timeline));
    const issue = timeline.change
      ? createPullRequestRow(index, timeline, timeline.change).issue
      : createIssueRow(index, timeline);
    const rows = applyTimeline(generation, issue, timeline);
    conversation.push(...rows.conversation);
    reviewComments.push(...rows.reviewComments);
    addToRepository(issue);
    if (issue.pull !== null) {
      repository.pulls.add(issue.pull);
    }
  }
  createIssueComments(generation, conversation.sort(byTime));
  createReviewComments(generation, reviewComments.sort(byTime), (comment) =>
    placeOf(origin.childrenOf(comment.pull), comment),
  );
  world.origins.push(origin);
}

function byTime(a: CommentDraft, b: CommentDraft): number {
  return a.createdMs - b.createdMs;
}

function placeOf({ places }: Children, { id, pull }: ReviewComment): Place {
  const place = places.get(id);
  if (place === undefined) {
    throw new Error(`Review comment ${id} isn't one of #${pull.issue.number}'s.`);
  }
  return place;
}

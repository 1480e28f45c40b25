import { nodeIdOf } from "../truth/identifiers.ts";
import type { IssueComment, PullRequest, ReviewComment } from "../truth/records.ts";
import { type Generation, indexOf } from "./generation.ts";
import { instantOf } from "./instant-of.ts";
import { assignableProperties, lazyProperties } from "./lazy-properties.ts";
import type { Place } from "./place.ts";
import { remark } from "./prose.ts";
import type { CommentDraft } from "./timeline-rows.ts";

/**
 * Creates the conversations of a whole repository, from drafts in the order of time. Who wrote when is
 * known from the start, what is made when it is read.
 */
export function createIssueComments(
  { world, repository, plan, accounts }: Generation,
  drafts: readonly CommentDraft[],
): void {
  const first = world.identifiers.take("issueComment", drafts.length);
  const lazy = assignableProperties<IssueComment>({
    nodeId: ({ id }) => nodeIdOf("IssueComment", id),
    body: ({ issue, id }) => remark(plan.random(indexOf(issue), "comment", id)),
  });
  for (const [turn, { issue, author, createdMs, editedAt }] of drafts.entries()) {
    const createdAt = instantOf(createdMs);
    const comment: Omit<IssueComment, "nodeId" | "body"> = {
      type: "IssueComment",
      id: first + turn,
      issue,
      author,
      authorAssociation: accounts.associationAt(author, createdAt),
      createdAt,
      updatedAt: editedAt ?? createdAt,
      lastEditedAt: editedAt,
    };
    issue.comments.push(Object.defineProperties(comment as IssueComment, lazy));
    repository.issueComments.add(comment as IssueComment);
  }
}

/**
 * Creates the review comments of a whole repository, from drafts in the order of time. Who wrote when
 * is known from the start, what is made when it is read, and where when its pull request's children are.
 */
export function createReviewComments(
  { world, repository, plan, accounts, reviewComments }: Generation,
  drafts: readonly CommentDraft[],
  placeOf: (comment: ReviewComment) => Place,
): void {
  const first = world.identifiers.take("reviewComment", drafts.length);
  const lazy = {
    ...assignableProperties<ReviewComment>({
      nodeId: ({ id }) => nodeIdOf("PullRequestReviewComment", id),
      body: ({ pull, id }) => remark(plan.random(indexOf(pull), "comment", id)),
    }),
    ...lazyProperties<ReviewComment>({
      thread: (comment) => placeOf(comment).thread,
      review: (comment) => placeOf(comment).review,
      replyTo: (comment) => placeOf(comment).replyTo,
      anchor: (comment) => placeOf(comment).anchor,
      diffHunk: (comment) => placeOf(comment).diffHunk,
      originalCommitSha: (comment) => placeOf(comment).originalCommitSha,
      commitSha: (comment) => placeOf(comment).commitSha,
    }),
  };
  for (const [turn, { issue, author, createdMs }] of drafts.entries()) {
    const createdAt = instantOf(createdMs);
    const comment: Omit<ReviewComment, keyof Place | "nodeId" | "body"> = {
      type: "PullRequestReviewComment",
      id: first + turn,
      pull: issue.pull as PullRequest,
      author,
      authorAssociation: accounts.associationAt(author, createdAt),
      createdAt,
      updatedAt: createdAt,
      lastEditedAt: null,
    };
    const record = Object.defineProperties(comment as ReviewComment, lazy);
    repository.reviewComments.add(record);
    const ofPull = reviewComments.get(indexOf(issue)) ?? [];
    reviewComments.set(indexOf(issue), ofPull);
    ofPull.push(record);
  }
}

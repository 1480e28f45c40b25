import type {
  Actor,
  ChangedFile,
  Comment,
  Commit,
  LinkedIssue,
  PullRequest,
  PullRequestSnapshot,
  RequestedReviewer,
  Review,
  ReviewComment,
} from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import { type Account, existing, restLogin } from "../packages/testing/src/truth/account.ts";
import type { ChangedFile as TrueFile } from "../packages/testing/src/truth/changed-file.ts";
import {
  diffStat,
  fullNameOf,
  type Issue,
  type IssueComment,
  type ReviewRequest,
  type Commit as TrueCommit,
  type PullRequest as TruePull,
  type Review as TrueReview,
  type ReviewComment as TrueReviewComment,
} from "../packages/testing/src/truth/records.ts";
import { worldOf } from "../packages/testing/src/world-of.ts";

/** What the store has to say of a pull request, whenever it was read. */
export type TrueSnapshot = Omit<PullRequestSnapshot, "readAt">;

/**
 * A repository's pull requests as FakeGitHub's truth has them, by number. Neither an answer of its wire nor a mapper of the
 * library takes part: what one of them gets wrong differs from this.
 */
export function trueSnapshots(
  github: FakeGitHub,
  repository: { readonly githubId: number | null },
): readonly TrueSnapshot[] {
  const pulls = worldOf(github).repositories.get(repository.githubId ?? 0)?.pulls.items ?? [];
  return pulls.map(trueSnapshot).toSorted((one, other) => numberOf(one) - numberOf(other));
}

const numberOf = ({ pullRequest }: TrueSnapshot) => pullRequest.number;

function trueSnapshot(pull: TruePull): TrueSnapshot {
  const { issue, reviews, threads, commits, files } = pull;
  return {
    pullRequest: truePullRequest(pull),
    children: {
      reviews: reviews.map(trueReview),
      reviewComments: threads.flatMap(({ comments }) => comments.map(trueReviewComment)),
      comments: issue.comments.map(trueComment),
      commits: commits.map(trueCommit),
      files: files.map(trueFile),
    },
    truncated: [],
    unread: [],
  };
}

function truePullRequest(pull: TruePull): PullRequest {
  const { issue, head, base } = pull;
  return {
    number: issue.number,
    id: pull.id,
    nodeId: pull.nodeId,
    url: pageOf(issue),
    title: issue.title,
    body: issue.body || null,
    state: pull.mergedAt === null ? issue.state : "merged",
    draft: pull.draft,
    locked: issue.locked,
    author: trueActor(issue.author),
    authorAssociation: issue.authorAssociation,
    createdAt: new Date(issue.createdAt),
    updatedAt: new Date(pull.updatedAt),
    closedAt: trueInstant(issue.closedAt),
    mergedAt: trueInstant(pull.mergedAt),
    mergedBy: trueActor(pull.mergedBy),
    mergeCommitSha: pull.mergeCommit?.sha ?? null,
    headRef: head.ref,
    headSha: head.sha,
    headRepository: head.repository?.deleted === false ? fullNameOf(head.repository) : null,
    baseRef: base.ref,
    baseSha: base.sha,
    ...diffStat(pull),
    changedFiles: pull.files.length,
    labels: sortedBy(
      issue.labels.map(({ nodeId, name, color, description }) => ({
        nodeId,
        name,
        color,
        description,
      })),
      ({ name }) => name,
    ),
    assignees: sortedBy(issue.assignees.flatMap(truePerson), ({ login }) => login),
    requestedReviewers: sortedBy(pull.requestedReviewers.flatMap(trueReviewer), (reviewer) =>
      reviewer.kind === "team" ? `2 ${reviewer.slug}` : `1 ${reviewer.login}`,
    ),
    milestone: issue.milestone && {
      number: issue.milestone.number,
      title: issue.milestone.title,
      state: issue.milestone.state,
      dueOn: trueInstant(issue.milestone.dueOn),
    },
    linkedIssues: pull.closes.map(trueLink),
  };
}

function trueReview(review: TrueReview): Review {
  const { pull, id, nodeId, author, authorAssociation, state, body, commitSha } = review;
  return {
    id,
    nodeId,
    author: trueActor(author),
    authorAssociation,
    state: state.toLowerCase() as Review["state"],
    body: body || null,
    commitSha,
    submittedAt: new Date(review.submittedAt),
    url: `${pageOf(pull.issue)}#pullrequestreview-${id}`,
  };
}

function trueReviewComment(comment: TrueReviewComment): ReviewComment {
  const { anchor, pull } = comment;
  return {
    ...trueText(comment, `${pageOf(pull.issue)}#discussion_r${comment.id}`),
    reviewId: comment.review?.id ?? null,
    inReplyToId: comment.replyTo?.id ?? null,
    path: anchor.path,
    diffHunk: comment.diffHunk,
    commitSha: comment.commitSha,
    originalCommitSha: comment.originalCommitSha,
    line: anchor.line,
    originalLine: anchor.originalLine,
    startLine: anchor.startLine,
    originalStartLine: anchor.originalStartLine,
    side: sideOf(anchor.side),
    startSide: anchor.startSide && sideOf(anchor.startSide),
    subject: anchor.subjectType,
  };
}

function trueComment(comment: IssueComment): Comment {
  return trueText(comment, `${pageOf(comment.issue)}#issuecomment-${comment.id}`);
}

function trueText(comment: IssueComment | TrueReviewComment, url: string): Comment {
  const { id, nodeId, author, authorAssociation, body, createdAt, updatedAt } = comment;
  return {
    id,
    nodeId,
    author: trueActor(author),
    authorAssociation,
    body: body || null,
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
    url,
  };
}

function trueCommit({ sha, message, author, committer }: TrueCommit, position: number): Commit {
  return {
    sha,
    position,
    message,
    authorName: author.name,
    authorEmail: author.email,
    authoredAt: new Date(author.date),
    author: trueActor(author.account),
    committerName: committer.name,
    committerEmail: committer.email,
    committedAt: new Date(committer.date),
    committer: trueActor(committer.account),
  };
}

function trueFile({ path, status, additions, deletions }: TrueFile): ChangedFile {
  return { path, status, additions, deletions };
}

function trueActor(account: Account | null): Actor | null {
  const present = existing(account);
  if (!present) return null;
  const { id, avatarUrl, type } = present;
  return { id, login: restLogin(present), avatarUrl, type };
}

/** A person, where GraphQL shows people alone: no bot, and no deleted account. */
function truePerson(account: Account): readonly Actor[] {
  const actor = account.type === "User" ? trueActor(account) : null;
  return actor ? [actor] : [];
}

function trueReviewer({ reviewer }: ReviewRequest): readonly RequestedReviewer[] {
  if (reviewer.type === "Team") {
    const { id, slug, name } = reviewer;
    return [{ kind: "team", id, slug, name }];
  }
  const actor = trueActor(reviewer);
  return actor ? [{ kind: "actor", ...actor }] : [];
}

function trueLink({ repository, number }: Issue): LinkedIssue {
  return { repository: fullNameOf(repository), number };
}

function pageOf({ repository, number }: Issue): string {
  return `https://github.com/${fullNameOf(repository)}/pull/${number}`;
}

function sideOf(side: "LEFT" | "RIGHT"): "left" | "right" {
  return side === "LEFT" ? "left" : "right";
}

function trueInstant(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}

// By code unit, as the records say.
function sortedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  return rows.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

import { type Account, existing } from "../../../truth/account.ts";
import {
  createdAtOf,
  diffStat,
  type Issue,
  type PullRequest,
  type ReviewRequest,
  type ReviewState,
} from "../../../truth/records.ts";
import { byId, byPosition, type ConnectionArgs, connect } from "../connection.ts";
import type { Resolvers } from "../graphql-context.ts";
import { rollupOf } from "./check.ts";
import { conversationResolvers, issuePath } from "./issue.ts";
import { nodeFields, pageFields, writtenFields } from "./node-fields.ts";

/** `OPEN`, `CLOSED` or `MERGED`. */
export function pullRequestState({ issue, mergedAt }: PullRequest): string {
  return mergedAt === null ? issue.state.toUpperCase() : "MERGED";
}

const fromIssue: Resolvers<Issue> = { ...writtenFields, ...conversationResolvers };

/** Fields of a pull request that come from its issue. */
const issueFields: Resolvers<PullRequest> = Object.fromEntries(
  Object.entries(fromIssue).map(([field, resolve]) => [
    field,
    (pull, args, context) => resolve(pull.issue, args, context),
  ]),
);

/** Pull requests. */
export const pullRequestResolvers: Resolvers<PullRequest> = {
  ...nodeFields,
  ...issueFields,
  ...pageFields<PullRequest>(({ issue }) => issuePath(issue)),
  permalink: ({ issue }) => `https://github.com${issuePath(issue)}`,
  repository: ({ issue }) => issue.repository,
  number: ({ issue }) => issue.number,
  title: ({ issue }) => issue.title,
  locked: ({ issue }) => issue.locked,
  milestone: ({ issue }) => issue.milestone,
  authorAssociation: ({ issue }) => issue.authorAssociation,
  createdAt: createdAtOf,
  publishedAt: createdAtOf,
  closedAt: ({ issue }) => issue.closedAt,
  lastEditedAt: ({ issue }) => issue.lastEditedAt,
  state: pullRequestState,
  isDraft: ({ draft }) => draft,
  merged: ({ mergedAt }) => mergedAt !== null,
  mergedBy: ({ mergedBy }) => existing(mergedBy),
  mergeable: (pull, _args, { mergeability }) =>
    pull.issue.state === "open" && mergeability.isKnown(pull) ? "MERGEABLE" : "UNKNOWN",
  mergeStateStatus: ({ issue, draft }) =>
    issue.state === "open" ? (draft ? "DRAFT" : "CLEAN") : "UNKNOWN",
  autoMergeRequest: () => null,
  additions: (pull) => diffStat(pull).additions,
  deletions: (pull) => diffStat(pull).deletions,
  changedFiles: ({ files }) => files.length,
  headRefName: ({ head }) => head.ref,
  headRef: ({ head, nodeId }) =>
    head.deleted || head.repository === null || head.repository.deleted
      ? null
      : { type: "Ref", id: `REF_${nodeId}`, name: head.ref, prefix: "refs/heads/" },
  headRefOid: ({ head }) => head.sha,
  headRepository: ({ head }) => (head.repository?.deleted === false ? head.repository : null),
  headRepositoryOwner: ({ head }) => existing(head.owner),
  baseRefName: ({ base }) => base.ref,
  baseRefOid: ({ base }) => base.sha,
  baseRepository: ({ base }) => base.repository,
  isCrossRepository: ({ head, base }) => head.repository !== base.repository,
  reviewDecision,
  statusCheckRollup: ({ commits, head }) => {
    const commit = commits.find(({ sha }) => sha === head.sha);
    return commit ? rollupOf(commit) : null;
  },
  totalCommentsCount: ({ issue, threads }) =>
    threads.reduce((count, { comments }) => count + comments.length, issue.comments.length),
  reviewRequests: ({ requestedReviewers }, args) => connect(requestedReviewers, args, byId),
  reviews: ({ reviews }, args: ConnectionArgs & { states?: readonly string[] | null }) => {
    const { states } = args;
    const wanted = states?.length ? reviews.filter(({ state }) => states.includes(state)) : reviews;
    return connect(wanted, args, byId);
  },
  reviewThreads: ({ threads }, args) => connect(threads, args, byId),
  commits: (pull, args) =>
    connect(
      pull.commits.map((commit) => ({
        type: "PullRequestCommit",
        id: `PURC_${pull.nodeId}:${commit.sha}`,
        commit,
        pullRequest: pull,
      })),
      args,
      byPosition,
    ),
  files: ({ files }, args) => connect(files, args, byPosition),
  closingIssuesReferences: ({ closes }, args) => connect(closes, args, byId),
};

/** Review requests, without those of deleted accounts. */
export const reviewRequestResolvers: Resolvers<ReviewRequest> = {
  ...nodeFields,
  asCodeOwner: () => false,
  pullRequest: ({ pull }) => pull,
  requestedReviewer: ({ reviewer }) => (reviewer.type === "Team" ? reviewer : existing(reviewer)),
};

/**
 * What the reviews come to: the latest opinion of each reviewer counts, a comment is none. `null`
 * when no review was requested or submitted.
 */
export function reviewDecision(
  pull: PullRequest,
): "APPROVED" | "CHANGES_REQUESTED" | "REVIEW_REQUIRED" | null {
  const opinions = new Map<Account | null, ReviewState>();
  for (const { author, state } of pull.reviews) {
    if (state !== "COMMENTED") {
      opinions.set(author, state);
    }
  }
  const latest = [...opinions.values()];
  if (latest.includes("CHANGES_REQUESTED")) {
    return "CHANGES_REQUESTED";
  }
  if (latest.includes("APPROVED")) {
    return "APPROVED";
  }
  return pull.requestedReviewers.length > 0 ? "REVIEW_REQUIRED" : null;
}

import type { Resolvers } from "./graphql-context.ts";
import { actorResolvers, teamResolvers } from "./resolvers/actor.ts";
import { checkRunResolvers, statusContextResolvers } from "./resolvers/check.ts";
import { changedFileResolvers, commitResolvers, gitActorResolvers } from "./resolvers/commit.ts";
import { issueCommentResolvers, issueResolvers } from "./resolvers/issue.ts";
import { labelResolvers, milestoneResolvers } from "./resolvers/label.ts";
import { pullRequestResolvers, reviewRequestResolvers } from "./resolvers/pull-request.ts";
import { queryResolvers } from "./resolvers/query.ts";
import { repositoryResolvers } from "./resolvers/repository.ts";
import { reviewCommentResolvers, reviewResolvers, threadResolvers } from "./resolvers/review.ts";

/** Resolvers by type; a field that is missing here is the record's own property. */
export const resolvers = {
  Query: queryResolvers,
  Repository: repositoryResolvers,
  PullRequest: pullRequestResolvers,
  ReviewRequest: reviewRequestResolvers,
  PullRequestReview: reviewResolvers,
  PullRequestReviewThread: threadResolvers,
  PullRequestReviewComment: reviewCommentResolvers,
  Issue: issueResolvers,
  IssueComment: issueCommentResolvers,
  Commit: commitResolvers,
  CheckRun: checkRunResolvers,
  StatusContext: statusContextResolvers,
  GitActor: gitActorResolvers,
  PullRequestChangedFile: changedFileResolvers,
  Label: labelResolvers,
  Milestone: milestoneResolvers,
  User: actorResolvers,
  Bot: actorResolvers,
  Mannequin: actorResolvers,
  Organization: actorResolvers,
  Team: teamResolvers,
} as unknown as Readonly<Record<string, Resolvers<unknown>>>;

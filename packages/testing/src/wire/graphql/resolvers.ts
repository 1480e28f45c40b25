import { type Account, restLogin, type Team } from "../../truth/account.ts";
import type { Resolvers } from "./graphql-context.ts";
import { checkRunResolvers, statusContextResolvers } from "./resolvers/check.ts";
import { changedFileResolvers, commitResolvers, gitActorResolvers } from "./resolvers/commit.ts";
import {
  issueCommentResolvers,
  issueResolvers,
  labelResolvers,
  milestoneResolvers,
} from "./resolvers/issue.ts";
import { nodeFields, pageFields } from "./resolvers/node-fields.ts";
import { pullRequestResolvers, reviewRequestResolvers } from "./resolvers/pull-request.ts";
import { queryResolvers } from "./resolvers/query.ts";
import { repositoryResolvers } from "./resolvers/repository.ts";
import { reviewCommentResolvers, reviewResolvers, threadResolvers } from "./resolvers/review.ts";

/** Accounts; a bot's login has no `[bot]` here. */
export const actorResolvers: Resolvers<Account> = {
  ...nodeFields,
  ...pageFields<Account>((account) =>
    account.type === "Bot" ? `/apps/${account.login}` : `/${restLogin(account)}`,
  ),
  email: ({ email, type }) => (type === "User" ? (email ?? "") : email),
  updatedAt: ({ createdAt }) => createdAt,
};

/** Teams. */
export const teamResolvers: Resolvers<Team> = {
  ...nodeFields,
  ...pageFields<Team>(({ organization, slug }) => `/orgs/${organization.login}/teams/${slug}`),
  combinedSlug: ({ organization, slug }) => `${organization.login}/${slug}`,
  avatarUrl: ({ organization }) => organization.avatarUrl,
  updatedAt: ({ createdAt }) => createdAt,
};

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

import { existing } from "../../../truth/account.ts";
import {
  fullNameOf,
  type Issue,
  type IssueComment,
  type Label,
  type Milestone,
} from "../../../truth/records.ts";
import { byId, byPosition, connect } from "../connection.ts";
import type { Resolvers } from "../graphql-context.ts";
import { nodeFields, pageFields, writtenFields } from "./node-fields.ts";
import { reactableFields } from "./reactable.ts";

/** The page of an issue or pull request below github.com. */
export function issuePath({ repository, number, pull }: Issue): string {
  return `/${fullNameOf(repository)}/${pull === null ? "issues" : "pull"}/${number}`;
}

/** What issues and pull requests answer alike. */
export const conversationResolvers: Resolvers<Issue> = {
  author: ({ author }) => existing(author),
  closed: ({ state }) => state === "closed",
  activeLockReason: ({ lockReason }) => lockReason?.toUpperCase().replace(/[ -]/, "_") ?? null,
  editor: () => null,
  ...reactableFields,
  comments: ({ comments }, args) => connect(comments, args, byId),
  labels: ({ labels }, args) => connect(labels, args, byPosition),
  assignees: ({ assignees }, args) =>
    connect(
      assignees.filter(({ type, deleted }) => type === "User" && !deleted),
      args,
      byPosition,
    ),
};

/** Plain issues. */
export const issueResolvers: Resolvers<Issue> = {
  ...nodeFields,
  ...writtenFields,
  ...conversationResolvers,
  ...pageFields(issuePath),
  state: ({ state }) => state.toUpperCase(),
  stateReason: ({ stateReason }) => stateReason?.toUpperCase() ?? null,
};

/** Conversation comments. */
export const issueCommentResolvers: Resolvers<IssueComment> = {
  ...nodeFields,
  ...writtenFields,
  ...pageFields<IssueComment>(({ issue, id }) => `${issuePath(issue)}#issuecomment-${id}`),
  ...reactableFields,
  author: ({ author }) => existing(author),
  editor: () => null,
  pullRequest: ({ issue }) => issue.pull,
  repository: ({ issue }) => issue.repository,
  publishedAt: ({ createdAt }) => createdAt,
};

/** Labels. */
export const labelResolvers: Resolvers<Label> = {
  ...nodeFields,
  ...pageFields<Label>(
    ({ repository, name }) => `/${fullNameOf(repository)}/labels/${encodeURIComponent(name)}`,
  ),
  isDefault: (label) => label.default,
  updatedAt: ({ createdAt }) => createdAt,
};

/** Milestones. */
export const milestoneResolvers: Resolvers<Milestone> = {
  ...nodeFields,
  ...pageFields<Milestone>(
    ({ repository, number }) => `/${fullNameOf(repository)}/milestone/${number}`,
  ),
  state: ({ state }) => state.toUpperCase(),
  closed: ({ state }) => state === "closed",
  progressPercentage: ({ counts }) => (100 * counts.closed) / (counts.open + counts.closed || 1),
};

import { existing } from "../../../truth/account.ts";
import type { Anchor } from "../../../truth/anchor.ts";
import type { Review, ReviewComment, ReviewThread } from "../../../truth/records.ts";
import { byId, connect } from "../connection.ts";
import type { Resolvers } from "../graphql-context.ts";
import { issuePath } from "./issue.ts";
import { nodeFields, pageFields, writtenFields } from "./node-fields.ts";
import { reactableFields } from "./reactable.ts";

/** Reviews. */
export const reviewResolvers: Resolvers<Review> = {
  ...nodeFields,
  ...writtenFields,
  ...pageFields<Review>(({ pull, id }) => `${issuePath(pull.issue)}#pullrequestreview-${id}`),
  author: ({ author }) => existing(author),
  pullRequest: ({ pull }) => pull,
  repository: ({ pull }) => pull.issue.repository,
  commit: ({ commitSha }, _args, { world }) => world.commits.get(commitSha ?? ""),
  publishedAt: ({ submittedAt }) => submittedAt,
  lastEditedAt: () => null,
  comments: ({ comments }, args) => connect(comments, args, byId),
};

/** The fields that say where in the diff something is. */
function anchorFields<Source extends { readonly anchor: Anchor }>(): Resolvers<Source> {
  return {
    path: ({ anchor }) => anchor.path,
    subjectType: ({ anchor }) => anchor.subjectType.toUpperCase(),
    line: ({ anchor }) => anchor.line,
    startLine: ({ anchor }) => anchor.startLine,
    originalLine: ({ anchor }) => anchor.originalLine,
    originalStartLine: ({ anchor }) => anchor.originalStartLine,
  };
}

/** Review threads, which have no stamps. */
export const threadResolvers: Resolvers<ReviewThread> = {
  ...anchorFields<ReviewThread>(),
  id: nodeFields.id,
  diffSide: ({ anchor }) => anchor.side,
  startDiffSide: ({ anchor }) => anchor.startSide,
  isCollapsed: ({ isResolved }) => isResolved,
  resolvedBy: ({ resolvedBy }) => existing(resolvedBy),
  pullRequest: ({ pull }) => pull,
  repository: ({ pull }) => pull.issue.repository,
  comments: ({ comments }, args) => connect(comments, args, byId),
};

/** Review comments. */
export const reviewCommentResolvers: Resolvers<ReviewComment> = {
  ...nodeFields,
  ...writtenFields,
  ...anchorFields<ReviewComment>(),
  ...pageFields<ReviewComment>(({ pull, id }) => `${issuePath(pull.issue)}#discussion_r${id}`),
  ...reactableFields,
  author: ({ author }) => existing(author),
  pullRequest: ({ pull }) => pull,
  pullRequestReview: ({ review }) => review,
  repository: ({ pull }) => pull.issue.repository,
  commit: ({ commitSha }, _args, { world }) => world.commits.get(commitSha ?? ""),
  originalCommit: ({ originalCommitSha }, _args, { world }) => world.commits.get(originalCommitSha),
  position: ({ anchor }) => anchor.position,
  originalPosition: ({ anchor }) => anchor.originalPosition ?? 1,
  outdated: ({ thread }) => thread.isOutdated,
  state: () => "SUBMITTED",
  draftedAt: ({ createdAt }) => createdAt,
  publishedAt: ({ createdAt }) => createdAt,
};

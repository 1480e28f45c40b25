export { createPrismaQueries, type PrismaQueries } from "./create-prisma-queries.ts";
export type { ListChangesOptions, PullRequestChange } from "./list-changes.ts";
export type {
  ListedPullRequest,
  PullRequestFilter,
  PullRequestPage,
  PullRequestPaging,
  PullRequestQuery,
  PullRequestScope,
} from "./pull-request-query.ts";
export type { ReadPullRequestsOptions } from "./read-pull-requests.ts";

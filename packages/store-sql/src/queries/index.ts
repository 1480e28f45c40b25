export { createSqlQueries, type SqlQueries, type SqlQueriesOptions } from "./create-sql-queries.ts";
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

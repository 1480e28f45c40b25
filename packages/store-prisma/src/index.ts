export {
  createPrismaStore,
  type PrismaStore,
  type PrismaStoreOptions,
} from "./create-prisma-store.ts";
export type { GhSyncModelNames, RenamedPrismaClient } from "./model-names.ts";
export type { GhSyncPrismaClient } from "./prisma-client.ts";
export { createPrismaQueries, type PrismaQueries } from "./queries/create-prisma-queries.ts";
export type { ListChangesOptions, PullRequestChange } from "./queries/list-changes.ts";
export type {
  ListedPullRequest,
  PullRequestFilter,
  PullRequestPage,
  PullRequestPaging,
  PullRequestQuery,
  PullRequestScope,
} from "./queries/pull-request-query.ts";
export type { ReadPullRequestsOptions } from "./queries/read-pull-requests.ts";
export { type SchemaProvider, schemaStatements } from "./schema-statements.ts";

import type { PullRequestSnapshot } from "@ghsync/core";
import { checkFirst } from "../check-first.ts";
import type { PrismaStoreOptions } from "../create-prisma-store.ts";
import {
  type GhSyncModelNames,
  type RenamedPrismaClient,
  withDefaultNames,
} from "../model-names.ts";
import { requireModels } from "../require-models.ts";
import { requireUtc } from "../session-zone.ts";
import { type ListChangesOptions, listChanges, type PullRequestChange } from "./list-changes.ts";
import { listPullRequests } from "./list-pull-requests.ts";
import type { PullRequestPage, PullRequestQuery } from "./pull-request-query.ts";
import { type ReadPullRequestsOptions, readPullRequests } from "./read-pull-requests.ts";

/**
 * Typed reads of the stored records, all by indexes. The tables are the host's, so it may also read them with its Prisma client.
 *
 * An invalid argument (an id that is `undefined`, a limit out of bounds, a bad `after`) is refused by a `GhsyncError`
 * `config_invalid` whose `status` is 400, so that a server can answer it as its caller's mistake. A table or a column that is missing, or
 * a session of PostgreSQL's that is not in UTC, is `config_invalid` too, but without a `status`: the host has to fix it.
 */
export interface PrismaQueries {
  /**
   * Lists pull requests, newest first, one page at a time. Pages are read by key: rows that are added or deleted between two pages
   * cause no repeated and no missing rows. A row that is updated meanwhile moves to the front of the list by `updated`: to follow
   * changes, use `listChanges`.
   *
   * @throws GhsyncError `config_invalid` with the status 400 for an `after` that is not the `next` of a list in this order, a `limit` out of
   * bounds, and other invalid arguments
   */
  listPullRequests(query: PullRequestQuery): Promise<PullRequestPage>;

  /**
   * Reads a pull request with its children, as of one instant; `undefined` if it is not stored. A kind of child that was never read is `undefined`,
   * and so is one without rows where the pull request's `digests` were cleared, until it is read again.
   *
   * @throws GhsyncError `config_invalid` with the status 400 for invalid arguments
   */
  readPullRequest(
    repositoryId: string,
    number: number,
    options?: ReadPullRequestsOptions,
  ): Promise<PullRequestSnapshot | undefined>;

  /**
   * Reads up to 500 pull requests, each as of one instant, in the order of the numbers. Those that are not stored are left out.
   *
   * @throws GhsyncError `config_invalid` with the status 400 for more numbers, and for invalid arguments
   */
  readPullRequests(
    repositoryId: string,
    numbers: readonly number[],
    options?: ReadPullRequestsOptions,
  ): Promise<readonly PullRequestSnapshot[]>;

  /**
   * The change feed of a repository: the pull requests with any change, also a deleted child, in the order of the
   * commits that changed them last. A consumer that stores its last entry, and passes it as `since`, misses no change and gets none
   * twice, also while commits run. A pull request that changed several times has one entry, at its last change. An empty list is the
   * end, for now.
   *
   * @throws GhsyncError `config_invalid` with the status 400 for a `limit` out of bounds, and for other invalid arguments
   *
   * @example
   * ```ts
   * for (const change of await queries.listChanges(repositoryId, { since })) {
   *   await index(await queries.readPullRequest(repositoryId, change.number));
   *   since = change; // Store it together with the effects of the change.
   * }
   * ```
   */
  listChanges(
    repositoryId: string,
    options?: ListChangesOptions,
  ): Promise<readonly PullRequestChange[]>;
}

/**
 * Creates queries on the host app's own Prisma client. They need no store and no worker.
 *
 * @throws GhsyncError `config_invalid` if the client lacks one of the models.
 *
 * @example
 * ```ts
 * import { createPrismaQueries } from "@ghsync/store-prisma/queries";
 *
 * const queries = createPrismaQueries(prisma);
 * const { items, next } = await queries.listPullRequests({ repositoryId, state: "open" });
 * ```
 */
export function createPrismaQueries<const Names extends GhSyncModelNames = Record<never, never>>(
  prisma: NoInfer<RenamedPrismaClient<Names>>,
  { models }: PrismaStoreOptions<Names> = {},
): PrismaQueries {
  requireModels(prisma, models);
  const client = withDefaultNames(prisma, models ?? {});
  const queries: PrismaQueries = {
    listPullRequests: (query) => listPullRequests(client, query),
    readPullRequest: async (repositoryId, number, options) =>
      (await readPullRequests(client, repositoryId, [number], options))[0],
    readPullRequests: (repositoryId, numbers, options) =>
      readPullRequests(client, repositoryId, numbers, options),
    listChanges: (repositoryId, options) => listChanges(client, repositoryId, options),
  };
  return checkFirst(() => requireUtc(client), queries);
}

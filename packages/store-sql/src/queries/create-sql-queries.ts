import type { PullRequestSnapshot } from "@ghsync/core";
import { createDatabase, type RetryOptions } from "../database.ts";
import { postgresDialect, sqliteDialect } from "../dialect.ts";
import type { SqlExecutor } from "../executor.ts";
import { type ListChangesOptions, listChanges, type PullRequestChange } from "./list-changes.ts";
import { listPullRequests } from "./list-pull-requests.ts";
import type { PullRequestPage, PullRequestQuery } from "./pull-request-query.ts";
import { type ReadPullRequestsOptions, readPullRequests } from "./read-pull-requests.ts";

/**
 * Typed reads of the stored records, all by indexes. Instants are `Date`s, whatever the settings of the host's driver.
 *
 * An invalid argument (an id that is `undefined`, a limit out of bounds, a bad `after`) is refused by a `GhsyncError`
 * `config_invalid` whose `status` is 400, so that a server can answer it as its caller's mistake.
 */
export interface SqlQueries {
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
   * Reads up to 500 pull requests, all as of one instant, in the order of the numbers. Those that are not stored are left out.
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

/** Options of {@link createSqlQueries}. */
export interface SqlQueriesOptions extends RetryOptions {
  /** The schema that holds the tables on PostgreSQL. @defaultValue "ghsync" */
  readonly schema?: string | undefined;
}

/**
 * Creates queries on the host's own driver, by the executor of `/postgres` or `/sqlite`. They need no store and no worker.
 *
 * @example
 * ```ts
 * import { pgExecutor } from "@ghsync/store-sql/postgres";
 * import { createSqlQueries } from "@ghsync/store-sql/queries";
 *
 * const queries = createSqlQueries(pgExecutor(pool));
 * const { items, next } = await queries.listPullRequests({ repositoryId, state: "open" });
 * ```
 */
export function createSqlQueries(
  executor: SqlExecutor,
  { schema = "ghsync", ...retry }: SqlQueriesOptions = {},
): SqlQueries {
  const dialect = executor.dialect === "sqlite" ? sqliteDialect : postgresDialect(schema);
  const database = createDatabase(dialect, executor, retry);
  return {
    listPullRequests: (query) => listPullRequests(database, query),
    readPullRequest: async (repositoryId, number, options) =>
      (await readPullRequests(database, repositoryId, [number], options))[0],
    readPullRequests: (repositoryId, numbers, options) =>
      readPullRequests(database, repositoryId, numbers, options),
    listChanges: (repositoryId, options) => listChanges(database, repositoryId, options),
  };
}

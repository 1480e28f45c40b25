import type { SyncUsage } from "../model/sync-status.ts";
import type { GraphQLItemError } from "./graphql-errors.ts";
import type { CredentialKnowledge, QuotaBlock } from "./quota.ts";

/** What a client has used so far. */
export type ClientUsage = Pick<SyncUsage, "requests" | "points" | "notModified">;

/** One page of a REST list. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** GitHub's `Date`. */
  readonly date: Date;
  /** The page's URL, to store with its ETag. */
  readonly url: string;
  readonly etag: string | undefined;
  readonly hasNext: boolean;
  /** GitHub did not say whether a page follows. There may be one, and it is requested by number. */
  readonly isGuessed: boolean;
  /** GitHub responded 304: nothing has changed since the ETag, and `rows` is empty. */
  readonly notModified: boolean;
}

/** A GraphQL response. `errors` name the parts that are missing from `data`. */
export interface GraphQLResponse<Data> {
  readonly data: Data;
  readonly errors: readonly GraphQLItemError[];
  /** GitHub's `Date`. */
  readonly date: Date;
}

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * GitHub's API, as far as ghsync uses it.
 *
 * Every method rejects with a `GhsyncError`, or with the signal's reason. It has then retried
 * temporary failures. It does not wait for the end of a rate limit or of a long `Retry-After`, and
 * sends nothing before that. A response without a `Date` gets that of the previous response;
 * without a previous one, it is refused as `response_invalid`.
 */
export interface GitHubClient {
  /** The id of the credential that the client was created with. */
  readonly credentialId: string;
  /** Names what a rate limit counts: the credential at this API. Holds no secret. */
  readonly quotaId: string;
  /** What requests have shown about the credential. Its clients in this process share it. */
  readonly knowledge: CredentialKnowledge;
  /**
   * Returns the rate limits in force, for other processes: which quota must not be used, and until
   * when.
   */
  blocks(): readonly QuotaBlock[];
  /**
   * Requests a REST resource.
   *
   * @returns with `url`, the address that responded: after a redirect, another one than `path`
   */
  get<Data>(
    path: string,
    options?: RequestOptions,
  ): Promise<{ data: Data; date: Date; url: string }>;
  /**
   * Requests a REST list page by page, and holds at most one page in memory.
   *
   * With `etagFor`, the first page can be a 304. A list that does not end rejects as
   * `response_invalid` after its last page: if a next page was already requested, if ten pages in a
   * row show nothing new, or if the list has more rows than twice `expected` plus one page.
   */
  pages<Row>(
    path: string,
    parameters: Readonly<Record<string, string | number>>,
    options?: RequestOptions & {
      /** Returns the stored ETag of the first page's URL, if there is one. */
      readonly etagFor?: (url: string) => string | undefined;
      /** GitHub's count of the list's rows. A list with more than twice as many is refused. */
      readonly expected?: number | undefined;
    },
  ): AsyncIterable<ListPage<Row>>;
  /** Sends a GraphQL query. Put `rateLimit { cost }` into it, so that its cost is counted. */
  graphql<Data>(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<GraphQLResponse<Data>>;
  /** Returns what the client has used so far. */
  usage(): ClientUsage;
  /**
   * Returns GitHub's time, never ahead of it: the local clock, corrected by
   * {@link GitHubClient.skewMs}.
   */
  now(): Date;
  /**
   * Returns the smallest difference seen between a response's `Date` and the local clock, in
   * milliseconds. A `Date` that is more than a minute ahead of it is not trusted. `undefined`
   * before the first response.
   */
  skewMs(): number | undefined;
  /** Returns the local time for an instant of GitHub's clock, as of the last response. */
  localTime(githubTime: Date): Date;
  /**
   * Returns the `Date` of this client's first response that had one, corrected if later responses
   * show that it was ahead. `undefined` before it.
   */
  firstResponseAt(): Date | undefined;
}

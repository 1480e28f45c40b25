import type { SyncUsage } from "../model/sync-status.ts";
import type { GraphQLItemError } from "./graphql-errors.ts";
import type { CredentialKnowledge, QuotaBlock } from "./quota.ts";

/** What a client has cost so far. */
export type ClientUsage = Pick<SyncUsage, "requests" | "points" | "notModified">;

/** One page of a REST list. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** GitHub's `Date`. */
  readonly date: Date;
  /** The page's URL, for keeping its ETag. */
  readonly url: string;
  readonly etag: string | undefined;
  readonly hasNext: boolean;
  /** GitHub answered 304: nothing changed since the ETag, `rows` is empty. */
  readonly notModified: boolean;
}

/** A GraphQL answer; `errors` name the parts of `data` that are missing. */
export interface GraphQLAnswer<Data> {
  readonly data: Data;
  readonly errors: readonly GraphQLItemError[];
  /** GitHub's `Date`. */
  readonly date: Date;
}

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * GitHub, as far as ghsync asks it. Every method rejects with a `GhsyncError`, or with the signal's reason. Transient failures
 * have been retried by then; neither a rate limit nor a long `Retry-After` has been waited for, and nothing is sent before that is over.
 * An answer without a `Date` has that of the answer before it; where none had one yet, it is refused as `response_invalid`.
 */
export interface GitHubClient {
  /** The credential that it was built with. */
  readonly credentialId: string;
  /** Names what a rate limit counts: the credential, at this API. Holds no secret. */
  readonly quotaId: string;
  /** What requests have shown of the credential; shared by its clients in this process. */
  readonly knowledge: CredentialKnowledge;
  /** The limits that are known to last: what must not be used before when, for other processes to know. */
  blocks(): readonly QuotaBlock[];
  /** A REST resource. */
  get<Data>(path: string, options?: RequestOptions): Promise<{ data: Data; date: Date }>;
  /**
   * A REST list, page by page; never more than one page in memory. With `etagFor`, the first page can be a 304. A list that does not end
   * rejects as `response_invalid`, behind its last page: where a next page was asked for already, where ten pages in a row show
   * nothing new, or past twice the `expected` count and a page.
   */
  pages<Row>(
    path: string,
    parameters: Readonly<Record<string, string | number>>,
    options?: RequestOptions & {
      /** Answers the ETag stored for the first page's URL, if there is one. */
      readonly etagFor?: (url: string) => string | undefined;
      /** Rows that the list has by GitHub's count: one that does not end past twice as many is refused. */
      readonly expected?: number | undefined;
    },
  ): AsyncIterable<ListPage<Row>>;
  /** A GraphQL query. Ask for `rateLimit { cost }` in it, so that its price is counted. */
  graphql<Data>(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<GraphQLAnswer<Data>>;
  /** Counted so far. */
  usage(): ClientUsage;
  /** GitHub's time, not ahead of it: the local clock, corrected by {@link GitHubClient.skewMs}. */
  now(): Date;
  /**
   * The smallest skew that an answer showed: its `Date` less the local clock, in milliseconds. A `Date` that is more than a minute ahead by it
   * is not believed. Absent before the first answer.
   */
  skewMs(): number | undefined;
  /** When it is so late at GitHub by the local clock, as of the last answer. */
  localTime(githubTime: Date): Date;
  /** GitHub's `Date` of this client's first answer that had one, unless later ones show that it was ahead; absent before it. */
  firstAnswerAt(): Date | undefined;
}

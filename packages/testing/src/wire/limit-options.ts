/** Refusals by the secondary limits. Source: "Rate limits for the REST API", "About secondary rate limits". */
export interface SecondaryLimitOptions {
  /** Requests in flight at once, of all identities. @defaultValue 100 */
  readonly concurrent?: number;
  /** Points a minute for REST: 1 for a read, 5 for a write. @defaultValue 900 */
  readonly restPoints?: number;
  /** Points a minute for GraphQL: 1 for a query, 5 for a mutation. @defaultValue 2000 */
  readonly graphqlPoints?: number;
  /** Milliseconds a minute that all answers may take together. @defaultValue 90000 */
  readonly cpuMs?: number;
  /** Milliseconds a minute that the answers of GraphQL may take. @defaultValue 60000 */
  readonly graphqlCpuMs?: number;
  /** The status of a refusal. Both occur. @defaultValue 403 */
  readonly status?: 403 | 429;
  /** Seconds in `retry-after`; `null` leaves the header out, as GitHub sometimes does. @defaultValue 60 */
  readonly retryAfterS?: number | null;
}

/** Limits, and how GitHub shows that one is spent. Source: "Rate limits for the REST API" and the one for GraphQL. */
export interface LimitOptions {
  /** REST requests an hour with a token. @defaultValue 5000 */
  readonly core?: number;
  /** GraphQL points an hour. @defaultValue 5000 */
  readonly graphql?: number;
  /** Searches a minute with a token. @defaultValue 30 */
  readonly search?: number;
  /** REST requests an hour without a token. @defaultValue 60 */
  readonly anonymous?: number;
  /** Searches a minute without a token. @defaultValue 10 */
  readonly anonymousSearch?: number;
  /** Status of REST when a primary limit is spent. Both are documented. @defaultValue 403 */
  readonly status?: 403 | 429;
  /** The `type` of GraphQL's error when its points are spent; both are observed. @defaultValue "RATE_LIMIT" */
  readonly graphqlError?: "RATE_LIMIT" | "RATE_LIMITED";
  /**
   * Whether the secondary limits refuse requests. The ledger counts their points in any case. They are off by
   * default because a clock that stands still never ends a minute. @defaultValue false
   */
  readonly secondary?: boolean | SecondaryLimitOptions;
}

/** Limits with every default filled in. */
export type Limits = Required<Omit<LimitOptions, "secondary">> & {
  /** `undefined` while the secondary limits don't refuse. */
  readonly secondary: Required<SecondaryLimitOptions> | undefined;
};

const SECONDARY: Required<SecondaryLimitOptions> = {
  concurrent: 100,
  restPoints: 900,
  graphqlPoints: 2_000,
  cpuMs: 90_000,
  graphqlCpuMs: 60_000,
  status: 403,
  retryAfterS: 60,
};

/** Fills the defaults in. */
export function resolveLimits({ secondary = false, ...given }: LimitOptions = {}): Limits {
  return {
    core: 5_000,
    graphql: 5_000,
    search: 30,
    anonymous: 60,
    anonymousSearch: 10,
    status: 403,
    graphqlError: "RATE_LIMIT",
    ...given,
    secondary:
      secondary === false ? undefined : { ...SECONDARY, ...(secondary === true ? {} : secondary) },
  };
}

import type { FakeRequest } from "./wire/fake-request.ts";
import { type LimitOptions, type Limits, resolveLimits } from "./wire/limit-options.ts";

/** Options of `createFakeGitHub`. Each behaviour of GitHub that varies, or is unknown, has an option with a default. */
export interface FakeGitHubOptions {
  /** The current time. @defaultValue a clock that stands at 2026-01-05T12:00:00Z until it is moved */
  readonly now?: () => Date;
  /**
   * Waits for latency. @defaultValue moves the clock by as much without waiting; with `now`, waits
   */
  readonly sleep?: (ms: number) => Promise<void>;
  /**
   * Tokens to accept; any other is answered 401. REST may be asked without one, within the limit for
   * anonymous requests; GraphQL may not. @defaultValue any token is accepted
   */
  readonly tokens?: readonly string[];
  /**
   * Scopes of classic tokens, such as `["repo"]`: GraphQL refuses a whole query that asks for a team's fields without `read:org` or
   * `read:discussion` (cli/cli#812). REST shows the teams that are asked for a review. @defaultValue every scope
   */
  readonly scopes?: readonly string[];
  /**
   * Whether a change of the issue's `updated_at` moves the pull request's too, and the reverse. Older
   * reports say no, newer recordings show both in step. @defaultValue true
   */
  readonly coupledClocks?: boolean;
  /**
   * Whether a push to a branch, or a merge into it, moves the clocks of the open pull requests that go
   * to it. Not in 2021, reported in 2026. @defaultValue false
   */
  readonly bumpOnBasePush?: boolean;
  /**
   * Whether an edit of a comment, or of a review comment, moves the clocks of its issue and pull request. GitHub's webhook
   * examples show it of comments, markmhendrickson/neotoma#1657 doubts it. @defaultValue true
   */
  readonly bumpOnCommentEdit?: boolean;
  /**
   * How old the data of a read is, in milliseconds up to 15 minutes: one value, or a function of the
   * request, so that a later read may be older than an earlier one. @defaultValue 0
   */
  readonly replicaLagMs?: number | ((request: FakeRequest) => number);
  /**
   * Whether neighbours in a REST list by `updated` change places, as reported of `pulls`.
   * @defaultValue false
   */
  readonly unsortedPages?: boolean;
  /**
   * Rows from which the issues list refuses `page` with 422: `page` times `per_page`, whatever the list
   * holds. @defaultValue 10000
   */
  readonly deepPageLimit?: number;
  /** The same without a token. @defaultValue 1100 */
  readonly anonymousDeepPageLimit?: number;
  /**
   * Whether `Link` of the issues list leads by `after`, as since 2025, or by `page`, with `last`.
   * @defaultValue "cursor"
   */
  readonly issuesPaging?: "cursor" | "page";
  /**
   * What the issues list of a repository without issues shows: its pull requests, or 410.
   * @defaultValue "pulls"
   */
  readonly disabledIssuesList?: "pulls" | "gone";
  /**
   * Rows from which a list of comments with more than 50 a page answers 502, as reported of very large
   * repositories. @defaultValue Infinity
   */
  readonly commentListTimeout?: number;
  /**
   * The address that `Link` names instead of the one that was asked, without a slash at its end: of an Enterprise Server behind a proxy, for
   * instance `https://ghe.example.com/api/v3` (renovatebot/renovate#19817). @defaultValue the one that was asked
   */
  readonly linkBase?: string;
  /** Whether an entity tag depends on the token. @defaultValue true */
  readonly etagPerToken?: boolean;
  /**
   * Whether `mergeable` is `null` when a head is first asked about, and known the next time.
   * @defaultValue false
   */
  readonly lazyMergeable?: boolean;
  /** Records created before this show node ids of the old form. @defaultValue none do */
  readonly legacyNodeIdsBefore?: Date;
  /** How far the `Date` header is ahead of the clock, in milliseconds. @defaultValue 0 */
  readonly dateSkewMs?: number;
  /** Whether `x-ratelimit-reset` varies by a second between answers. @defaultValue false */
  readonly resetJitter?: boolean;
  /**
   * Whether every third answer shows a window that has just opened, so that `remaining` goes up and
   * down. @defaultValue false
   */
  readonly staleLimitHeaders?: boolean;
  /** Points that a 304 costs of the secondary limit. GitHub does not document it. @defaultValue 1 */
  readonly notModifiedPoints?: 0 | 1;
  /** The limits, and how GitHub shows that one is spent. */
  readonly limits?: LimitOptions;
}

type Chosen = Required<
  Omit<
    FakeGitHubOptions,
    "legacyNodeIdsBefore" | "linkBase" | "now" | "scopes" | "sleep" | "tokens"
  >
>;

/** The options with every default filled in. */
export interface Settings extends Omit<Chosen, "limits" | "replicaLagMs"> {
  readonly limits: Limits;
  readonly legacyNodeIdsBefore: Date | undefined;
  /** `undefined` for every scope. */
  readonly scopes: readonly string[] | undefined;
  /** `undefined` when links name the address that was asked. */
  readonly linkBase: string | undefined;
  /** `undefined` when every read is answered from the truth as it is. */
  readonly replicaLagMs: ((request: FakeRequest) => number) | undefined;
}

/** Fills the defaults in. */
export function resolveSettings(options: FakeGitHubOptions): Settings {
  const { replicaLagMs = 0 } = options;
  return {
    coupledClocks: true,
    bumpOnBasePush: false,
    bumpOnCommentEdit: true,
    unsortedPages: false,
    deepPageLimit: 10_000,
    anonymousDeepPageLimit: 1_100,
    issuesPaging: "cursor",
    disabledIssuesList: "pulls",
    commentListTimeout: Number.POSITIVE_INFINITY,
    etagPerToken: true,
    lazyMergeable: false,
    dateSkewMs: 0,
    resetJitter: false,
    staleLimitHeaders: false,
    notModifiedPoints: 1,
    ...options,
    legacyNodeIdsBefore: options.legacyNodeIdsBefore,
    scopes: options.scopes,
    linkBase: options.linkBase,
    limits: resolveLimits(options.limits),
    replicaLagMs: lagOf(replicaLagMs),
  };
}

function lagOf(lag: number | ((request: FakeRequest) => number)): Settings["replicaLagMs"] {
  if (typeof lag === "function") {
    return lag;
  }
  return lag > 0 ? () => lag : undefined;
}

import type { FakeRequest } from "../wire/fake-request.ts";
import type { SecondaryLimitForm } from "../wire/refusals.ts";

/** Answers with an error status and GitHub's message for it. */
export interface ErrorFault {
  readonly kind: "error";
  readonly status: 400 | 401 | 404 | 406 | 409 | 410 | 422 | 429 | 451 | 500 | 502 | 503 | 504;
  /**
   * Whether GitHub says that it can't make the diff: it is too large (406), data is missing (422), or it takes too long (500). Other
   * statuses keep their words. @defaultValue false
   */
  readonly diff?: boolean;
  /** Whether the body is a page instead of JSON, as from an overloaded proxy. @defaultValue false */
  readonly html?: boolean;
  /** @defaultValue GitHub's for this status */
  readonly message?: string;
}

/** Why GitHub answers 403, or 429 for a limit. */
export type ForbiddenReason =
  | "integration"
  | "ip-allow-list"
  | "personal-access-token"
  | "primary-limit"
  | "secondary-limit"
  | "sso"
  | "user-agent";

/** Refuses access. Each reason has GitHub's message and headers. */
export interface ForbiddenFault {
  readonly kind: "forbidden";
  readonly reason: ForbiddenReason;
  /** 429 is for the two limits, 200 for a secondary limit of GraphQL's. @defaultValue 403 */
  readonly status?: 200 | 403 | 429;
  /** How the answer shows a secondary limit. @defaultValue "message" */
  readonly form?: SecondaryLimitForm;
  /** Seconds in a secondary limit's `retry-after`; `null` leaves it out. @defaultValue 60, `null` of other forms than "message" */
  readonly retryAfterS?: number | null;
  /** The organization that refuses. @defaultValue "acme" */
  readonly organization?: string;
}

/** Breaks the connection before or within the answer, or never answers. */
export type ConnectionFault =
  | { readonly kind: "reset" }
  /** Silence until the caller aborts. */
  | { readonly kind: "stalled" }
  /** The body ends before its `content-length`. `keep` is the part that is sent. @defaultValue 0.5 */
  | { readonly kind: "truncated"; readonly keep?: number };

/**
 * A cache between the caller and GitHub, such as a framework's `fetch`. It stores the first good answer to a request, its `Date`
 * included, and repeats it while the rule matches. Sources: srizzon/git-city#113, upstash/redis-js#327.
 */
export interface CachedFault {
  readonly kind: "cached";
  /** Whether `Age` has the age of an answer in seconds. @defaultValue false */
  readonly age?: boolean;
}

/** How an echo is written. */
export type EchoForm = "plain" | "json" | "percent" | "base64" | "base64url";

/**
 * Refuses, and quotes the `Authorization` header in the message, in a name of the body and in a header: every character escaped as in
 * JSON (`\\u0067`) or percent-encoded, or the whole in base64. Assumed, of a debugging proxy: no public report has one.
 */
export interface EchoFault {
  readonly kind: "echo";
  /** @defaultValue "plain" */
  readonly form?: EchoForm;
  /** @defaultValue 403 */
  readonly status?: 403 | 422 | 500;
}

/**
 * Redirects, as a proxy, a sign-in page or an address that has moved does. GitHub docs: REST "Best practices",
 * "Follow redirects".
 */
export interface RedirectFault {
  readonly kind: "redirect";
  /** An address, or a path of the same host; absent, the answer does not say where. */
  readonly location?: string;
  /** @defaultValue 302 */
  readonly status?: 301 | 302 | 303 | 307 | 308;
}

/**
 * An answer without an end. Assumed, of a proxy or a server that is broken: no public report has one.
 */
export type EndlessFault =
  /** Blanks follow the body until the caller closes the connection. Over HTTP they are compressed if the caller accepts gzip. */
  | { readonly kind: "endless" }
  /**
   * A REST list has a next page without end: the same address (`"same"`), or new addresses with the same rows (`"further"`).
   * @defaultValue "same"
   */
  | { readonly kind: "endless-list"; readonly next?: "same" | "further" };

/**
 * A page of a REST list has fewer rows than it should have, and no `Link`: as if the list ended there. Assumed, of a replica or a proxy that
 * fails in the middle of an answer: no public report has one.
 */
export interface CutListFault {
  readonly kind: "cut-list";
  /** So many rows are left, at most. @defaultValue 0 */
  readonly keep?: number;
  /** Which rows are left. @defaultValue "first" */
  readonly rows?: "first" | "last";
}

/** Delays the answer, by FakeGitHub's `sleep`, or shifts its `Date`. */
export type ClockFault =
  | { readonly kind: "latency"; readonly ms: number }
  | { readonly kind: "skew"; readonly ms: number };

/**
 * Runs the query and fails at a field: the field is `null`, beside an error. If its type does not
 * allow `null`, its parent is `null` too. The place in the answer names one field; a type and a name
 * stand for all fields of that name.
 */
export interface GraphqlFieldFault {
  readonly kind: "graphql-error";
  readonly type: "FORBIDDEN" | "NOT_FOUND" | "RESOURCE_LIMITS_EXCEEDED";
  /** For instance `["nodes", 0, "reviewThreads"]`. */
  readonly path?: readonly (number | string)[];
  /** For instance `"PullRequest.reviewThreads"`. */
  readonly field?: string;
  /** @defaultValue GitHub's for this type */
  readonly message?: string;
}

/** Ends a query after ten seconds, and charges for it. */
export interface GraphqlTimeoutFault {
  readonly kind: "graphql-timeout";
  /** @defaultValue 502 */
  readonly status?: 502 | 504;
  /** Whether the body is a page instead of JSON. @defaultValue false */
  readonly html?: boolean;
  /** Points that are charged beside the query's own. @defaultValue 10 */
  readonly points?: number;
}

/** Answers that the points are spent, in one of GraphQL's forms. */
export interface GraphqlLimitFault {
  readonly kind: "graphql-limit";
  /** @defaultValue "RATE_LIMITED" */
  readonly type?: "RATE_LIMIT" | "RATE_LIMITED";
  /** @defaultValue 200 */
  readonly status?: 200 | 403;
}

/**
 * Changes the JSON body of an answer, of REST and of GraphQL alike, and sends it as GitHub's own. The entity tag is that of the changed
 * body. A broken connection, and an answer that is not JSON, pass unchanged.
 */
export interface RewriteFault {
  readonly kind: "rewrite";
  /**
   * Returns the body to send. It may change the parsed body in place and return that; `undefined` sends an empty body.
   */
  // biome-ignore lint/suspicious/noExplicitAny: who writes a rule knows what it rewrites.
  readonly change: (body: any, request: FakeRequest) => unknown;
  /** @defaultValue the answer's own */
  readonly status?: number;
  /**
   * Headers to set, by their names in lower case, or a function of the request that returns them. `null` removes one.
   * @defaultValue none
   */
  readonly headers?: ChangedHeaders | ((request: FakeRequest) => ChangedHeaders);
}

type ChangedHeaders = Readonly<Record<string, string | null>>;

/** A fault. Kinds that begin with `graphql-` do not affect REST. */
export type Fault =
  | CachedFault
  | ClockFault
  | ConnectionFault
  | CutListFault
  | EchoFault
  | EndlessFault
  | ErrorFault
  | ForbiddenFault
  | GraphqlFieldFault
  | GraphqlLimitFault
  | GraphqlTimeoutFault
  | RedirectFault
  | RewriteFault;

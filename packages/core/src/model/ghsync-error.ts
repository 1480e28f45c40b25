/** What went wrong, for callers to switch on. Every error that ghsync throws or stores carries one. */
export type GhsyncErrorCode =
  /** An option, an argument or a repository name is wrong. Fix the call. See {@link GhsyncError.status} for whose mistake it is. */
  | "config_invalid"
  /** The stored token could not be decrypted, or the credential's authentication strategy fails by itself. */
  | "token_undecryptable"
  /** GitHub refused the token (401), or gave none to the credential's authentication strategy. */
  | "token_refused"
  /** GitHub refuses this credential this resource (403: permission, SSO, IP allow list, suspension). */
  | "access_denied"
  /** GitHub knows no such repository, or hides it from this credential (404, 410, 451). */
  | "repository_gone"
  /** A primary or secondary rate limit is exhausted; see {@link GhsyncError.resetAt}. */
  | "rate_limited"
  /**
   * GitHub gave up on the query (time or resource limits), or an answer of either interface is larger than `github.maxResponseBytes`; a
   * smaller batch or page may pass.
   */
  | "query_too_heavy"
  /** The network, or GitHub itself (5xx), failed for the moment; see {@link GhsyncError.retryAfterMs}. */
  | "transient"
  /** GitHub answered something that is not what its documentation promises. */
  | "response_invalid"
  /** The host's store failed. */
  | "store_failed"
  /** Another worker took the repository over; nothing was written. */
  | "lease_lost"
  /** An unexpected exception, of ghsync's own or of host code that it called: see `cause`. Never GitHub's fault. */
  | "internal";

export interface GhsyncErrorOptions {
  readonly cause?: unknown;
  /** True where the same call can succeed later without anybody acting. @defaultValue false */
  readonly retryable?: boolean;
  /** True where a person has to act: mend a token, grant a permission. @defaultValue false */
  readonly userActionable?: boolean;
  /** When the rate limit ends, on GitHub's clock. */
  readonly resetAt?: Date | undefined;
  /** How long GitHub asks to be left alone after a failure of its own (`Retry-After`), in milliseconds from its answer on. */
  readonly retryAfterMs?: number | undefined;
  /** Which limit was met. */
  readonly limit?: "primary" | "secondary";
  /** GitHub's `x-github-request-id`, for its support. */
  readonly requestId?: string | undefined;
  /** The HTTP status, where there was one. */
  readonly status?: number | undefined;
  /** GitHub's own type of a GraphQL error. */
  readonly githubType?: string | undefined;
}

/** A {@link GhsyncError} as JSON; what is not known is absent. */
export interface GhsyncErrorJson
  extends Pick<GhsyncError, "name" | "message" | "code" | "retryable" | "userActionable"> {
  /** ISO 8601. */
  readonly resetAt?: string;
  readonly retryAfterMs?: number;
  readonly limit?: "primary" | "secondary";
  readonly requestId?: string;
  readonly status?: number;
}

const brand = Symbol.for("ghsync.error");

/**
 * The one error class of ghsync. `code` says what happened, `message` what to do, `cause` keeps the original, where there is one.
 * Messages hold no token and no query string.
 */
export class GhsyncError extends Error {
  override readonly name = "GhsyncError";
  readonly code: GhsyncErrorCode;
  readonly retryable: boolean;
  readonly userActionable: boolean;
  readonly resetAt: Date | undefined;
  readonly retryAfterMs: number | undefined;
  readonly limit: "primary" | "secondary" | undefined;
  readonly requestId: string | undefined;
  /**
   * The HTTP status, where there was one. Of `config_invalid` it is 400 where a store or its queries refuse an argument, such as a page's
   * `after`: what an app may answer to its own caller. What the app itself is to mend, such as a missing table, has none.
   */
  readonly status: number | undefined;

  /** GitHub's own type of a GraphQL error, where there was one: for example `INSUFFICIENT_SCOPES`. */
  readonly githubType: string | undefined;

  constructor(code: GhsyncErrorCode, message: string, options: GhsyncErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : {});
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.userActionable = options.userActionable ?? false;
    this.resetAt = options.resetAt;
    this.retryAfterMs = options.retryAfterMs;
    this.limit = options.limit;
    this.requestId = options.requestId;
    this.status = options.status;
    this.githubType = options.githubType;
    Object.defineProperty(this, brand, { value: true });
  }

  /** What a log or a job may hold: everything that is set, without the stack and the cause, which may quote what is secret. */
  toJSON(): GhsyncErrorJson {
    const { name, message, code, retryable, userActionable } = this;
    const { resetAt, retryAfterMs, limit, requestId, status } = this;
    const set = { resetAt: resetAt?.toISOString(), retryAfterMs, limit, requestId, status };
    const entries = Object.entries(set).filter(([, value]) => value !== undefined);
    return { name, message, code, retryable, userActionable, ...Object.fromEntries(entries) };
  }
}

/** Tells a {@link GhsyncError} from any other value, also across two installed copies of the package. */
export function isGhsyncError(value: unknown): value is GhsyncError {
  return typeof value === "object" && value !== null && brand in value;
}

/** The `lease_lost` with which a store refuses a commit. */
export function leaseLost(cause?: unknown): GhsyncError {
  return new GhsyncError(
    "lease_lost",
    "Nothing was written: the lease was lost or given back, or the repository untracked or deactivated.",
    { cause },
  );
}

/**
 * Names what went wrong, for callers to `switch` on. Every error that ghsync throws or stores has
 * one.
 */
export type GhsyncErrorCode =
  /**
   * An option, an argument or a repository name is wrong. Fix the call. {@link GhsyncError.status}
   * shows who made the mistake.
   */
  | "config_invalid"
  /**
   * The stored token could not be decrypted, or the credential's authentication strategy failed.
   */
  | "token_undecryptable"
  /** GitHub refused the token (401), or gave the authentication strategy no token. */
  | "token_refused"
  /**
   * GitHub denies this credential the resource (403: permission, SSO, IP allow list, suspension).
   */
  | "access_denied"
  /** The repository does not exist, or GitHub hides it from this credential (404, 410, 451). */
  | "repository_gone"
  /** A primary or secondary rate limit is reached; see {@link GhsyncError.resetAt}. */
  | "rate_limited"
  /**
   * GitHub gave up on the query (time or resource limits), or a REST or GraphQL response is larger
   * than `github.maxResponseBytes`. A smaller batch or page may succeed.
   */
  | "query_too_heavy"
  /**
   * A temporary failure of the network or of GitHub (5xx); see {@link GhsyncError.retryAfterMs}.
   */
  | "transient"
  /** GitHub's response does not match its documentation. */
  | "response_invalid"
  /** The host's store failed. */
  | "store_failed"
  /** Another worker took the lease of the repository. Nothing was written. */
  | "lease_lost"
  /**
   * An unexpected exception in ghsync or in host code that it called; see `cause`. Never GitHub's
   * fault.
   */
  | "internal";

export interface GhsyncErrorOptions {
  readonly cause?: unknown;
  /** True if the same call can succeed later without any action. @defaultValue false */
  readonly retryable?: boolean;
  /** True if a user must fix something: replace a token, grant a permission. @defaultValue false */
  readonly userActionable?: boolean;
  /** When the rate limit ends, on GitHub's clock. */
  readonly resetAt?: Date | undefined;
  /**
   * How long GitHub asks us to wait after a failure of its own (`Retry-After`), in milliseconds
   * from its response on.
   */
  readonly retryAfterMs?: number | undefined;
  /** The limit that was reached. */
  readonly limit?: "primary" | "secondary";
  /** GitHub's `x-github-request-id`, for its support. */
  readonly requestId?: string | undefined;
  /** The HTTP status, if there was a response. */
  readonly status?: number | undefined;
  /** GitHub's `type` of a GraphQL error. */
  readonly githubType?: string | undefined;
}

/** A {@link GhsyncError} as JSON. Unknown values are absent. */
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
 * The only error class of ghsync.
 *
 * `code` says what happened, `message` what to do, and `cause` is the original error, if there is
 * one. Messages hold no token and no query string.
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
   * The HTTP status, if there was a response. A `config_invalid` has 400 if a store or one of its
   * queries refuses an argument, such as a page's `after`: an app can send it to its own caller. It
   * has no status if the app itself is wrong, for example if a table is missing.
   */
  readonly status: number | undefined;

  /** GitHub's `type` of a GraphQL error, for example `INSUFFICIENT_SCOPES`. */
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

  /**
   * Returns what a log or a job may hold. The stack and the cause are left out: they may quote
   * secrets.
   */
  toJSON(): GhsyncErrorJson {
    const { name, message, code, retryable, userActionable } = this;
    const { resetAt, retryAfterMs, limit, requestId, status } = this;
    const set = { resetAt: resetAt?.toISOString(), retryAfterMs, limit, requestId, status };
    const entries = Object.entries(set).filter(([, value]) => value !== undefined);
    return { name, message, code, retryable, userActionable, ...Object.fromEntries(entries) };
  }
}

/**
 * Returns whether a value is a {@link GhsyncError}, also one of another installed copy of the
 * package.
 */
export function isGhsyncError(value: unknown): value is GhsyncError {
  return typeof value === "object" && value !== null && brand in value;
}

/** Creates the `lease_lost` error with which a store refuses a commit. */
export function leaseLost(cause?: unknown): GhsyncError {
  return new GhsyncError(
    "lease_lost",
    "Nothing was written: the lease was lost or released, or the repository was untracked or deactivated.",
    { cause },
  );
}

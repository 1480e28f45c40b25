import { GhsyncError } from "../model/ghsync-error.ts";
import {
  requireAtLeast,
  requireCount,
  requireFunction,
  requireShare,
} from "../model/option-checks.ts";
import type { Logger } from "../ports/logger.ts";
import type { Sleep } from "./timing.ts";

export interface GitHubClientOptions {
  /**
   * The API root, without user name and password. GitHub Enterprise Server: `https://HOST/api/v3`.
   * @defaultValue "https://api.github.com"
   */
  readonly baseUrl?: string | undefined;
  /** @defaultValue globalThis.fetch */
  readonly fetch?: typeof fetch | undefined;
  /** The time limit of one request, including its body, in milliseconds. @defaultValue 30_000 */
  readonly requestTimeoutMs?: number | undefined;
  /**
   * The largest response body, in bytes after decompression. Reading stops there, and the response
   * counts as too heavy: batches and pages are halved.
   * @defaultValue 67_108_864 (64 MiB)
   */
  readonly maxResponseBytes?: number | undefined;
  /** Retries after the first try, for a request that failed temporarily. @defaultValue 3 */
  readonly retries?: number | undefined;
  /** Comes before `ghsync` in the `User-Agent` header, so GitHub can identify the app. */
  readonly userAgent?: string | undefined;
  /** A pino logger, the console, or an object with some of the methods. @defaultValue silent */
  readonly log?: Partial<Logger> | undefined;
  /** @defaultValue the system's clock */
  readonly now?: (() => Date) | undefined;
  /** @defaultValue a timer */
  readonly sleep?: Sleep | undefined;
  /** From 0 to below 1. @defaultValue Math.random */
  readonly random?: (() => number) | undefined;
  /**
   * The share of each primary rate limit that is left to other users of the credential, from 0 to
   * below 1. Once no more remains, nothing is sent until the limit is reset.
   * @defaultValue 0.2
   */
  readonly reserve?: number | undefined;
  /**
   * Returns until when a quota ({@link GitHubClient.blocks}) is known to be used up. Nothing is
   * sent before that.
   * @defaultValue no quota is blocked
   */
  readonly blockedUntil?: (quotaId: string) => Promise<Date | undefined>;
  /** Called before each request. If it rejects, the request rejects with the same error. */
  readonly beforeRequest?: () => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** @throws GhsyncError `config_invalid`, with what to do */
export function checkClientOptions({
  baseUrl,
  requestTimeoutMs,
  maxResponseBytes,
  retries,
  reserve = 0,
  userAgent = "",
  ...others
}: GitHubClientOptions): void {
  if (baseUrl !== undefined) requireAddress(baseUrl);
  requireAtLeast("requestTimeoutMs", requestTimeoutMs ?? 1, 1);
  requireCount("maxResponseBytes", maxResponseBytes ?? 1);
  requireAtLeast("maxResponseBytes", maxResponseBytes ?? 1, 1);
  requireCount("retries", retries ?? 0);
  requireShare("reserve", reserve);
  for (const name of ["fetch", "now", "sleep", "random"] as const) {
    if (others[name] !== undefined) requireFunction(name, others[name]);
  }
  if (typeof userAgent !== "string" || !/^[\x20-\x7e]*$/.test(userAgent)) {
    const message = "userAgent must be printable ASCII, as a header holds nothing else.";
    throw new GhsyncError("config_invalid", message);
  }
}

// The address is stored as a part of the quota id.
function requireAddress(baseUrl: string): void {
  const url = URL.parse(baseUrl);
  const holdsMore = /[@?#]/.test(baseUrl);
  if (url && /^https?:$/.test(url.protocol) && !holdsMore) return;
  const given = holdsMore ? "" : `, not ${JSON.stringify(baseUrl)}`;
  throw new GhsyncError(
    "config_invalid",
    `baseUrl must be an http(s) address such as https://ghe.example.com/api/v3, without user name, password or query${given}.`,
  );
}

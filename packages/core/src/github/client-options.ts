import {
  mustBe,
  mustBeAtLeast,
  mustBeFunction,
  mustBeWhole,
  type OptionRules,
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
   * below 1. Once at most this much remains, nothing is sent until the limit is reset.
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

/** The rules of the options that a host sets. The others are each run's own. */
export const clientOptionRules: OptionRules<
  Omit<GitHubClientOptions, "signal" | "blockedUntil" | "beforeRequest">
> = {
  baseUrl: mustBeApiRoot,
  fetch: mustBeFunction,
  requestTimeoutMs: mustBeAtLeast(1),
  maxResponseBytes: mustBeWhole(1),
  retries: mustBeWhole(0),
  userAgent: mustBe("a string of printable ASCII only", isPrintableAscii),
  log: mustBe("a logger, with any of debug, info, warn and error", isLogger),
  now: mustBeFunction,
  sleep: mustBeFunction,
  random: mustBeFunction,
  reserve: mustBe("a number from 0 to below 1", isShare),
};

// The store keeps the address in the quota's name, so it must hold no secret. The message does not
// repeat one either.
function mustBeApiRoot(value: unknown): string | undefined {
  const mayHoldSecret = /[@?#]/.test(String(value));
  const url = typeof value === "string" ? URL.parse(value) : null;
  if (url && /^https?:$/.test(url.protocol) && !mayHoldSecret) return undefined;
  const got = mayHoldSecret ? "" : `, got ${JSON.stringify(value)}`;
  return `must be an http(s) address such as https://ghe.example.com/api/v3, without user name, password or query${got}`;
}

function isPrintableAscii(value: unknown): boolean {
  return typeof value === "string" && /^[\x20-\x7e]*$/.test(value);
}

function isLogger(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { debug, info, warn, error } = value as { readonly [Name in keyof Logger]?: unknown };
  const kinds = [debug, info, warn, error].map((method) => typeof method);
  return kinds.every((kind) => kind === "function" || kind === "undefined");
}

function isShare(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value < 1;
}

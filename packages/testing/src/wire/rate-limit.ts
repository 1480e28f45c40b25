import type { Clock } from "../clock.ts";
import type { Identity } from "./identity.ts";

/** A primary limit of its own. Source: "Rate limits for the REST API" and the one for GraphQL. */
export type RateResource = "core" | "graphql";

/** A window of a primary limit; it opens at its first use. */
export interface RateWindow {
  readonly resource: RateResource;
  readonly limit: number;
  used: number;
  /** Epoch milliseconds. */
  readonly resetAt: number;
}

/** The primary limits of everybody. */
export interface RateLimits {
  /** The open window of an identity. */
  window(identity: Identity, resource: RateResource): RateWindow;
  /** Leaves everybody this much until the window ends, also who comes within the hour. */
  setRemaining(resource: RateResource, remaining: number): void;
}

const HOUR_MS = 3_600_000;
const LIMIT = 5_000;
const ANONYMOUS_LIMIT = 60;

/** Creates windows that are all full. */
export function createRateLimits(clock: Pick<Clock, "now">): RateLimits {
  const windows = new Map<string, RateWindow>();
  const left = new Map<RateResource, { remaining: number; until: number }>();
  const open = (identity: Identity, resource: RateResource): RateWindow => {
    const now = clock.now().getTime();
    const limit = identity.anonymous ? ANONYMOUS_LIMIT : LIMIT;
    const set = left.get(resource);
    const used = set !== undefined && now < set.until ? limit - set.remaining : 0;
    return { resource, limit, used, resetAt: Math.ceil((now + HOUR_MS) / 1000) * 1000 };
  };
  return {
    window(identity, resource) {
      const key = `${resource} ${identity.key}`;
      const current = windows.get(key);
      if (current !== undefined && clock.now().getTime() < current.resetAt) {
        return current;
      }
      const fresh = open(identity, resource);
      windows.set(key, fresh);
      return fresh;
    },
    setRemaining(resource, remaining) {
      left.set(resource, { remaining, until: clock.now().getTime() + HOUR_MS });
      for (const window of windows.values()) {
        if (window.resource === resource) {
          window.used = window.limit - remaining;
        }
      }
    },
  };
}

/** Requests or points left in a window. */
export function remainingIn(window: RateWindow): number {
  return Math.max(0, window.limit - window.used);
}

/** The five headers of a window. */
export function rateLimitHeaders(window: RateWindow): Record<string, string> {
  return {
    "x-ratelimit-limit": String(window.limit),
    "x-ratelimit-remaining": String(remainingIn(window)),
    "x-ratelimit-reset": String(window.resetAt / 1000),
    "x-ratelimit-used": String(window.used),
    "x-ratelimit-resource": window.resource,
  };
}

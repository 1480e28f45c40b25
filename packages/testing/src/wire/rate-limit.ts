import type { Clock } from "../clock.ts";
import type { Settings } from "../fake-github-options.ts";
import type { Identity } from "./identity.ts";

/** A primary limit of its own. Source: "Rate limits for the REST API" and the one for GraphQL. */
export type RateResource = "core" | "graphql" | "search";

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
  /** The five headers of a window. */
  headers(window: RateWindow): Record<string, string>;
  /** Leaves everybody this much until the window ends, also who comes within the hour. */
  setRemaining(resource: RateResource, remaining: number): void;
}

const WINDOW_MS: Readonly<Record<RateResource, number>> = {
  core: 3_600_000,
  graphql: 3_600_000,
  search: 60_000,
};

/** Creates windows that are all full. */
export function createRateLimits(clock: Pick<Clock, "now">, settings: Settings): RateLimits {
  const windows = new Map<string, RateWindow>();
  const left = new Map<RateResource, { remaining: number; until: number }>();
  const open = (identity: Identity, resource: RateResource): RateWindow => {
    const now = clock.now().getTime();
    const limit = limitOf(settings, identity, resource);
    const set = left.get(resource);
    const used = set !== undefined && now < set.until ? limit - set.remaining : 0;
    const resetAt = Math.ceil((now + WINDOW_MS[resource]) / 1000) * 1000;
    return { resource, limit, used, resetAt };
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
    headers: createLimitHeaders(clock, settings),
    setRemaining(resource, remaining) {
      left.set(resource, { remaining, until: clock.now().getTime() + WINDOW_MS[resource] });
      for (const window of windows.values()) {
        if (window.resource === resource) {
          window.used = window.limit - remaining;
        }
      }
    },
  };
}

function limitOf({ limits }: Settings, { anonymous }: Identity, resource: RateResource): number {
  if (!anonymous) {
    return limits[resource];
  }
  return resource === "search" ? limits.anonymousSearch : limits.anonymous;
}

/** Requests or points left in a window. */
export function remainingIn(window: RateWindow): number {
  return Math.max(0, window.limit - window.used);
}

const HOUR_MS = 3_600_000;

/**
 * Writes a window's state into five headers: exactly, or as observed from replicas that lag. Sources
 * of the two settings: badges/shields#4590, hivecommons/hive#5733.
 */
export function createLimitHeaders(
  clock: Pick<Clock, "now">,
  settings: Pick<Settings, "resetJitter" | "staleLimitHeaders">,
): (window: RateWindow) => Record<string, string> {
  let answers = 0;
  return (window) => {
    answers += 1;
    const stale = settings.staleLimitHeaders && answers % 3 === 0;
    const shown = stale ? justOpened(clock, window) : window;
    const jitterS = settings.resetJitter ? (answers % 3) - 1 : 0;
    return {
      "x-ratelimit-limit": String(shown.limit),
      "x-ratelimit-remaining": String(remainingIn(shown)),
      "x-ratelimit-reset": String(shown.resetAt / 1000 + jitterS),
      "x-ratelimit-used": String(shown.used),
      "x-ratelimit-resource": shown.resource,
    };
  };
}

function justOpened(clock: Pick<Clock, "now">, window: RateWindow): RateWindow {
  const resetAt = Math.ceil((clock.now().getTime() + HOUR_MS) / 1000) * 1000;
  return { ...window, used: 1, resetAt };
}

import type { Clock } from "../clock.ts";
import type { Knobs } from "../knobs.ts";
import { type RateWindow, remainingIn } from "./rate-limit.ts";

const HOUR_MS = 3_600_000;

/**
 * Tells a window's state in five headers: exactly, or as observed from replicas that know less. Sources
 * of the two knobs: badges/shields#4590, hivecommons/hive#5733.
 */
export function createLimitHeaders(
  clock: Pick<Clock, "now">,
  knobs: Pick<Knobs, "resetJitter" | "staleLimitHeaders">,
): (window: RateWindow) => Record<string, string> {
  let told = 0;
  return (window) => {
    told += 1;
    const stale = knobs.staleLimitHeaders && told % 3 === 0;
    const shown = stale ? justOpened(clock, window) : window;
    const jitterS = knobs.resetJitter ? (told % 3) - 1 : 0;
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

import type { DoorResponse } from "./judge-response.ts";
import type { LimitReading } from "./quota.ts";

/**
 * What an answer's headers tell of the primary limit it counted against; `undefined` where there is none, as at a GitHub Enterprise
 * Server without limits. GitHub docs: REST "Rate limits", "Checking the status of your rate limit".
 */
export function limitReading({ headers }: Pick<DoorResponse, "headers">): LimitReading | undefined {
  const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) =>
    Number(headers[`x-ratelimit-${name}`] ?? Number.NaN),
  );
  if (!isCount(limit) || !isCount(remaining) || !isCount(reset)) return undefined;
  return { limit, remaining, resetAt: new Date(reset * 1000) };
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}

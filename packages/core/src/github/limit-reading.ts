import { headerCount, primaryResetAt } from "../errors/primary-reset.ts";
import type { ResponseFacts } from "../errors/response-facts.ts";
import type { LimitReading } from "./quota.ts";

/**
 * What an answer's headers tell of the primary limit it counted against; `undefined` where there is none, as at a GitHub Enterprise
 * Server without limits. GitHub docs: REST "Rate limits", "Checking the status of your rate limit".
 */
export function limitReading(
  facts: Pick<ResponseFacts, "headers" | "date">,
): LimitReading | undefined {
  const limit = headerCount(facts.headers, "x-ratelimit-limit");
  const remaining = headerCount(facts.headers, "x-ratelimit-remaining");
  const resetAt = primaryResetAt(facts);
  if (limit === undefined || remaining === undefined || !resetAt) return undefined;
  return { limit, remaining, resetAt };
}

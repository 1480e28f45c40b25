import { httpDate } from "./http-date.ts";
import type { ResponseFacts } from "./response-facts.ts";

/** The longest wait that an answer is believed, in milliseconds: nobody's mistake is to stop a repository for days. */
export const longestAdviceMs = 6 * 3_600_000;

/**
 * How long an answer asks to be left alone, in milliseconds: `Retry-After` in seconds or as an HTTP date (RFC 9110, section 10.2.3), six
 * hours at most; `undefined` where it asks for nothing, or for nonsense. Pure.
 */
export function retryAfterMs({
  headers,
  date,
}: Pick<ResponseFacts, "headers" | "date">): number | undefined {
  const text = String(headers["retry-after"] ?? "").trim();
  const until = httpDate(text)?.getTime() ?? Number.NaN;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : until - date.getTime();
  return ms > 0 ? Math.min(ms, longestAdviceMs) : undefined;
}

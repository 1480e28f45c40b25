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
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : httpDate(text) - date.getTime();
  return ms > 0 ? Math.min(ms, longestAdviceMs) : undefined;
}

/** Milliseconds since 1970, of any of RFC 9110's three forms. `Date.parse` alone takes much else for a date. */
function httpDate(text: string): number {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return Number.NaN;
  // The oldest form names no zone, and means the same one.
  return Date.parse(text.endsWith(" GMT") ? text : `${text} GMT`);
}

import type { ResponseFacts } from "./response-facts.ts";
import { longestAdviceMs } from "./retry-after.ts";

/**
 * When the primary limit is reset by an answer's headers (`x-ratelimit-reset`, seconds since 1970), six hours after the answer at most;
 * `undefined` where they don't tell. Pure.
 */
export function primaryResetAt({
  headers,
  date,
}: Pick<ResponseFacts, "headers" | "date">): Date | undefined {
  const seconds = headerCount(headers, "x-ratelimit-reset");
  if (seconds === undefined) return undefined;
  return new Date(Math.min(seconds * 1000, date.getTime() + longestAdviceMs));
}

/** A header that counts something; `undefined` where there is none, or no count in it. */
export function headerCount(headers: ResponseFacts["headers"], name: string): number | undefined {
  // `Number` takes an empty text for 0.
  const text = String(headers[name] ?? "").trim();
  const count = text === "" ? Number.NaN : Number(text);
  return Number.isFinite(count) && count >= 0 ? count : undefined;
}

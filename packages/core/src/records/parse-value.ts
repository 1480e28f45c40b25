import { GhsyncError } from "../errors/ghsync-error.ts";

/** @throws GhsyncError `response_invalid` if GitHub sent no instant */
export function parseInstant(value: unknown): Date {
  // A year of five digits needs a sign and a sixth.
  const text = typeof value === "string" ? value.replace(/^\d{5}-/, "+0$&") : Number.NaN;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw unexpected("an instant", value);
  return date;
}

/** @throws GhsyncError `response_invalid` if GitHub sent neither `null` nor an instant */
export function parseOptionalInstant(value: unknown): Date | null {
  return value === null || value === undefined ? null : parseInstant(value);
}

/** A numeric id, which GraphQL sends as text. @throws GhsyncError `response_invalid` if it is no safe integer */
export function parseId(value: unknown): number {
  const id = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof id !== "number" || !Number.isSafeInteger(id)) throw unexpected("an id", value);
  return id;
}

/** One of a closed set of words. @throws GhsyncError `response_invalid` for any other */
export function parseWord<Word extends string>(value: unknown, words: Record<string, Word>): Word {
  const word = typeof value === "string" && Object.hasOwn(words, value) ? words[value] : undefined;
  if (word === undefined) throw unexpected(Object.keys(words).join(" or "), value);
  return word;
}

/** An empty body is no body: REST says `null` where GraphQL says `""`. */
export function parseBody(value: string | null): string | null {
  return value === "" ? null : value;
}

function unexpected(what: string, value: unknown): GhsyncError {
  // Octokit reads a number that is no safe integer as a bigint, which JSON does not know.
  const sent = JSON.stringify(value, (_, item) => (typeof item === "bigint" ? `${item}` : item));
  const message = `GitHub sent ${sent} where ${what} was expected.`;
  return new GhsyncError("response_invalid", message);
}

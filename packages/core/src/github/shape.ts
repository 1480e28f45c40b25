import { GhsyncError } from "../model/ghsync-error.ts";

/**
 * Checks an external value, and gives it its type. `at` names its place in the response, for the
 * error.
 *
 * @throws GhsyncError `response_invalid` with the place and the value
 */
export type Shape<T> = (value: unknown, at: string) => T;

/** The type that a shape returns. */
export type Shaped<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;

/** An object with these fields. Other fields are removed. */
export function record<F extends Fields>(
  fields: F,
): Shape<{ readonly [K in keyof F]: Shaped<F[K]> }> {
  const entries = Object.entries(fields);
  return (value, at) => {
    if (typeof value !== "object" || value === null) throw unexpected("an object", value, at);
    const given = value as Record<string, unknown>;
    const shaped: Record<string, unknown> = {};
    for (const [key, shape] of entries) shaped[key] = shape(given[key], `${at}.${key}`);
    return shaped as { readonly [K in keyof F]: Shaped<F[K]> };
  };
}

/** A list whose items all have this shape. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw unexpected("a list", value, at);
    return value.map((one, index) => item(one, `${at}[${index}]`));
  };
}

/** `null`, or a value of this shape. Absence is an error. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, at) => (value === null ? null : shape(value, at));
}

/** Absent, `null`, or a value of this shape. */
export function optional<T>(shape: Shape<T>): Shape<T | null> {
  return (value, at) => (value === null || value === undefined ? null : shape(value, at));
}

export const text: Shape<string> = (value, at) => {
  if (typeof value === "string") return value;
  throw unexpected("text", value, at);
};

/** Text of at least one character, and of at most so many. */
export function textUpTo(most: number): Shape<string> {
  return (value, at) => {
    if (typeof value === "string" && value !== "" && value.length <= most) return value;
    throw unexpected(`text of 1 to ${most} characters`, value, at);
  };
}

/**
 * A login, or a team's slug. GitHub allows at most 255 characters. Stores have indexes on them, and
 * an index takes no long text.
 */
export const handle = textUpTo(300);

/** The hash of a commit: 40 digits, or 64. Stores have indexes of it. */
export const sha = textUpTo(64);

const longestToken = 1000;

/**
 * An opaque value of GitHub's, such as a node id, a cursor or an ETag. Known ones have at most 100
 * characters.
 */
export const token = textUpTo(longestToken);

/** Whether a value is such a text. */
export function isGiven(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= longestToken;
}

export const flag: Shape<boolean> = (value, at) => {
  if (typeof value === "boolean") return value;
  throw unexpected("true or false", value, at);
};

/** A whole number of at least 0. */
export const count: Shape<number> = (value, at) => {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw unexpected("a whole number", value, at);
};

/** The number of an issue, a pull request or a milestone. */
export const number: Shape<number> = (value, at) => {
  if (isPositive(value)) return value;
  throw unexpected("a whole number above 0", value, at);
};

/** A numeric id, which GraphQL sends as text. */
export const id: Shape<number> = (value, at) => {
  const given = typeof value === "string" && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : value;
  if (isPositive(given)) return given;
  throw unexpected("an id", value, at);
};

function isPositive(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

// RFC 3339, and years after 9999, which commits may have. Without a zone it would be the machine's.
const instantForm = /^(?:\d{4,5}|\+\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

export const instant: Shape<Date> = (value, at) => {
  const isOfForm = typeof value === "string" && instantForm.test(value);
  // A year of five digits needs a sign and a sixth.
  const date = new Date(isOfForm ? value.replace(/^\d{5}-/, "+0$&") : Number.NaN);
  if (Number.isNaN(date.getTime())) throw unexpected("an instant", value, at);
  return date;
};

/** One of a closed set of GitHub's values, converted to the records' value. */
export function word<const Words extends Readonly<Record<string, string>>>(
  words: Words,
): Shape<Words[keyof Words]> {
  return (value, at) => {
    const known =
      typeof value === "string" && Object.hasOwn(words, value) ? words[value] : undefined;
    if (known === undefined) throw unexpected(Object.keys(words).join(" or "), value, at);
    return known as Words[keyof Words];
  };
}

const maxQuoteLength = 80;

/** The error of a value that is not what was expected at its place. */
export function unexpected(what: string, value: unknown, at: string): GhsyncError {
  const sent = value === undefined ? "nothing" : quoteOf(value);
  const message = `GitHub sent ${sent} as ${at}, where ${what} was expected.`;
  return new GhsyncError("response_invalid", message);
}

function quoteOf(value: unknown): string {
  if (typeof value === "string") {
    const isLong = value.length > maxQuoteLength;
    return JSON.stringify(isLong ? `${value.slice(0, maxQuoteLength)}...` : value);
  }
  // Octokit reads a number that is not a safe integer as a bigint, which JSON does not support.
  if (typeof value !== "object" || value === null) return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}

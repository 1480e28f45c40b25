/**
 * Text that every database can hold: NUL is removed, and half of a surrogate pair becomes U+FFFD.
 */
export function cleanText(text: string): string {
  if (!/[\0\p{Surrogate}]/u.test(text)) return text;
  return text.replaceAll("\0", "").replaceAll(/\p{Surrogate}/gu, "\uFFFD");
}

/** The earliest stored instant, which also stands for "always". */
export const firstInstant = new Date("0001-01-01T00:00:00Z");
/** The latest stored instant. */
export const lastInstant = new Date("9999-12-31T23:59:59.999Z");

/** The nearest instant whose year has four digits. */
export function cleanInstant(date: Date): Date {
  if (date < firstInstant) return firstInstant;
  return date > lastInstant ? lastInstant : date;
}

const smallest = -(2 ** 31);
/** The largest number that a column of 32 bits holds. */
export const largestNumber = 2 ** 31 - 1;

/** The nearest whole number of 32 bits. Zero if it is not a number at all. */
export function cleanNumber(value: number): number {
  return Math.min(Math.max(Math.trunc(value) || 0, smallest), largestNumber);
}

/** JSON in which every text is clean and the keys of every object are sorted. */
export function cleanJson(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(cleanJson);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [cleanText(key), cleanJson(item)]));
}

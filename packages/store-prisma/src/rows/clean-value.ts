import type { Row } from "./row.ts";

/**
 * Text as every database can hold it: NUL is removed, and half of a surrogate pair becomes U+FFFD. PostgreSQL refuses both, and SQLite's
 * tools end a text at NUL.
 */
export function cleanText(text: string): string {
  if (!/[\0\p{Surrogate}]/u.test(text)) return text;
  return text.replaceAll(/[\0\p{Surrogate}]/gu, (odd) => (odd === "\0" ? "" : "\uFFFD"));
}

/** The first and the last instant that are stored. */
export const firstInstant = new Date("0001-01-01T00:00:00Z");
export const lastInstant = new Date("9999-12-31T23:59:59.999Z");

/**
 * A plain value in which every text is clean, and every instant's year has four digits: for others, PostgreSQL has no such notation. Applied to
 * all that is stored, before it is compared with what is there. A value that is clean as a whole is given back as it is.
 */
export function cleanValue<T>(value: T): T {
  if (typeof value === "string") return cleanText(value) as T;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return cleanInstant(value) as T;
  const copy: unknown = Array.isArray(value) ? [...value] : { ...value };
  let isSame = true;
  for (const [key, item] of Object.entries(copy as Record<string, unknown>)) {
    const clean = cleanValue(item);
    if (clean === item) continue;
    (copy as Record<string, unknown>)[key] = clean;
    isSame = false;
  }
  return isSame ? value : (copy as T);
}

/** The nearest instant that every database can hold. */
export function cleanInstant(date: Date): Date {
  if (date < firstInstant) return firstInstant;
  return date > lastInstant ? lastInstant : date;
}

const smallest = -(2 ** 31);
const largest = 2 ** 31 - 1;

/** A row whose numbers fit their columns: those that are no ids are whole and have 32 bits. The nearest such number stands for another. */
export function cleanNumbers<R extends Row>(row: R): R {
  let clean = row;
  for (const column in row) {
    const value = row[column];
    if (typeof value !== "number" || value === (value | 0) || /(?:^i|I)d$/.test(column)) continue;
    // Zero for what is no number at all.
    const whole = Math.trunc(value) || 0;
    clean = { ...clean, [column]: Math.min(Math.max(whole, smallest), largest) };
  }
  return clean;
}

import { instant, type Shape, unexpected } from "../github/shape.ts";
import { isGhsyncError } from "../model/ghsync-error.ts";

/** The rows of a page that could be read, in order, and those that could not. */
export interface ParsedRows<Row> {
  readonly rows: readonly Row[];
  readonly bad: readonly BadRow[];
}

/** A row that could not be read. */
export interface BadRow {
  /** The number of readable rows above it. */
  readonly at: number;
  /** Names the list and the field. */
  readonly reason: string;
}

/** Reads each row of a page. A bad row does not affect the others. */
export function parseRows<Row>(
  path: string,
  page: readonly unknown[],
  read: Shape<Row>,
): ParsedRows<Row> {
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  for (const row of page) {
    try {
      rows.push(read(row, "row"));
    } catch (error) {
      if (!isGhsyncError(error) || error.code !== "response_invalid") throw error;
      bad.push({ at: rows.length, reason: badRowReason(path, error.message) });
    }
  }
  return { rows, bad };
}

/** Returns why a row of a list cannot be read. */
export function badRowReason(path: string, why: string): string {
  return `GitHub's list ${path} has a row that can't be read: ${why}`;
}

/** A creation or update instant. The epoch is refused: it is what an empty value becomes. */
export const stamp: Shape<Date> = (value, at) => {
  const date = instant(value, at);
  if (date.getTime() > 0) return date;
  throw unexpected("an instant after 1970", value, at);
};

/**
 * Reads the number at the end of an address.
 * @param pattern its first group is the number
 */
export function numberAt(pattern: RegExp): Shape<number> {
  return (value, at) => {
    const [, digits] = (typeof value === "string" && pattern.exec(value)) || [];
    if (digits === undefined) throw unexpected("an address with a number", value, at);
    return Number(digits);
  };
}

/**
 * The address of a page for people: `.../pull/12` for a pull request, `.../issues/12` for a plain
 * issue. Both may have `#...` at the end.
 */
export const pageAddress: Shape<{ readonly number: number; readonly isPull: boolean }> = (
  value,
  at,
) => {
  const number = numberAt(/\/(?:pull|issues)\/(\d+)(?:[#?]|$)/)(value, at);
  return { number, isPull: /\/pull\/\d+(?:[#?]|$)/.test(String(value)) };
};

/** @throws GhsyncError `response_invalid` if two fields of a row name different things */
export function requireSame<Value>(expected: Value, value: Value, at: string): void {
  if (value !== expected) throw unexpected(String(expected), value, at);
}

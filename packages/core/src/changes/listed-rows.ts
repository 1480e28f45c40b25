import { instant } from "../github/shape.ts";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";

/** A row as GitHub sent it: nothing about it is known yet. */
export type RawRow = Readonly<Record<string, unknown>>;

/** The rows of a page that could be read, in their order, and those that could not. */
export interface ReadRows<Row> {
  readonly rows: readonly Row[];
  readonly bad: readonly BadRow[];
}

/** A row that could not be read. */
export interface BadRow {
  /** So many of the rows that could be read are above it. */
  readonly at: number;
  /** Names the list and the field. */
  readonly reason: string;
}

/**
 * Reads the rows of a page of a list, each by itself: one that is bad costs no other.
 * @param read throws `response_invalid` for a row that is not of the shape that GitHub documents
 */
export function readRows<Row>(
  path: string,
  page: readonly unknown[],
  read: (row: RawRow) => Row,
): ReadRows<Row> {
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  for (const row of page) {
    try {
      if (typeof row !== "object" || row === null) throw badRow(`that is ${told(row)}`);
      rows.push(read(row as RawRow));
    } catch (error) {
      if (!isGhsyncError(error) || error.code !== "response_invalid") throw error;
      bad.push({ at: rows.length, reason: `GitHub's list ${path} has a row ${error.message}` });
    }
  }
  return { rows, bad };
}

/** The instant in a field. @throws GhsyncError `response_invalid` if there is none */
export function instantIn(row: RawRow, field: string): Date {
  const value = row[field];
  const isInstant = typeof value === "string" && /^\d{4,5}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value);
  if (!isInstant) throw badField(row, field);
  try {
    return instant(value, field);
  } catch {
    throw badField(row, field);
  }
}

/** The number of an issue or a pull request. @throws GhsyncError `response_invalid` if there is none */
export function numberIn(row: RawRow, field = "number"): number {
  const value = row[field];
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
  throw badField(row, field);
}

/**
 * The number at which an address points.
 * @param pattern its first group is the number
 * @param expected what the row says elsewhere
 * @throws GhsyncError `response_invalid` if the address is of no such form, or points at another number
 */
export function numberAt(row: RawRow, field: string, pattern: RegExp, expected?: number): number {
  const value = row[field];
  const [, text] = (typeof value === "string" && pattern.exec(value)) || [];
  const number = Number(text);
  if (text === undefined || (expected !== undefined && number !== expected)) {
    throw badField(row, field);
  }
  return number;
}

/** The error of a field that is not of its shape. */
export function badField(row: RawRow, field: string): GhsyncError {
  return badRow(`whose ${field} is ${told(row[field])}`);
}

function badRow(what: string): GhsyncError {
  return new GhsyncError("response_invalid", `${what}.`, { retryable: true });
}

const longestTold = 80;

function told(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, longestTold));
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

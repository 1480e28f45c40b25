import { GhsyncError } from "@ghsync/core";
import { cleanText } from "./rows/clean-value.ts";

/** The maximum of rows that one call returns, and of numbers that it takes. */
export const mostRows = 500;

/** The largest number that a column of 32 bits holds. */
export const largestNumber = 2 ** 31 - 1;

/**
 * Creates the error of an invalid argument. Its `status` distinguishes it from a server that is configured wrongly.
 */
export function badArgument(name: string, wanted: string): GhsyncError {
  return new GhsyncError("config_invalid", `${name}: give ${wanted}.`, { status: 400 });
}

/**
 * An id. Prisma takes `undefined` for "any", and an object for a condition, so neither may reach it in an id's place.
 *
 * @throws GhsyncError `config_invalid` unless it is a text that every database can hold
 */
export function requireText(name: string, value: string | undefined): string {
  if (typeof value === "string" && cleanText(value) === value) return value;
  throw badArgument(name, "a text, without NUL and half surrogate pairs");
}

/** A tenant; `null` is none. @throws GhsyncError `config_invalid` unless it is `null`, or a text that every database can hold */
export function requireTenant(tenantId: string | null | undefined): string | null {
  return tenantId === null ? null : requireText("tenantId", tenantId);
}

/** @throws GhsyncError `config_invalid` unless it is a whole number */
export function requireWhole(name: string, value: number): number {
  if (Number.isInteger(value)) return value;
  throw badArgument(name, "a whole number");
}

/** @throws GhsyncError `config_invalid` unless the limit is a whole number that a page can have */
export function requireLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostRows) return limit;
  throw badArgument("limit", `a whole number from 1 to ${mostRows}`);
}

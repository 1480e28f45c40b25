import { GhsyncError } from "@ghsync/core";
import { cleanText } from "./clean-value.ts";

/** The maximum of rows that one call returns, and of numbers that it takes. */
export const mostRows = 500;

/** Creates the error of an invalid argument. Its `status` tells it from a server that is configured wrongly. */
export function badArgument(name: string, wanted: string): GhsyncError {
  return new GhsyncError("config_invalid", `${name} must be ${wanted}.`, { status: 400 });
}

/**
 * Returns a text that is a key.
 *
 * @throws GhsyncError `config_invalid` unless it is a text that every database can hold
 */
export function requireText(name: string, value: string | undefined): string {
  if (typeof value === "string" && cleanText(value) === value) return value;
  throw badArgument(name, "a text without NUL and without half surrogate pairs");
}

/** @throws GhsyncError `config_invalid` unless it is `null` or a valid text of 255 characters at most */
export function requireTenant(tenantId: string | null | undefined): string | null {
  if (tenantId === null) return null;
  const text = requireText("tenantId", tenantId);
  if (text.length <= 255) return text;
  throw badArgument("tenantId", `of 255 characters at most, got ${text.length}; use a hash of it`);
}

/** @throws GhsyncError `config_invalid` unless it is a whole number */
export function requireWhole(name: string, value: number): number {
  if (Number.isInteger(value)) return value;
  throw badArgument(name, `a whole number, got ${value}`);
}

/** @throws GhsyncError `config_invalid` unless the limit is a whole number that a page can have */
export function requireLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostRows) return limit;
  throw badArgument("limit", `a whole number from 1 to ${mostRows}, got ${limit}`);
}

import { GhsyncError } from "@ghsync/core";
import { cleanText } from "./clean-value.ts";

/** Creates the error of an invalid argument. */
function badArgument(name: string, wanted: string): GhsyncError {
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

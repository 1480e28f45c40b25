import { GhsyncError } from "@ghsync/core";

/** The most rows that one call answers. */
export const mostRows = 500;

/** @throws GhsyncError `config_invalid` unless the limit is a whole number that a page can have */
export function requireLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostRows) return limit;
  throw new GhsyncError("config_invalid", `limit: give a whole number from 1 to ${mostRows}.`, {
    userActionable: true,
  });
}

import { GhsyncError } from "@ghsync/core";

/** A call that can never be right as it is. */
export function refuse(message: string): GhsyncError {
  return new GhsyncError("config_invalid", message);
}

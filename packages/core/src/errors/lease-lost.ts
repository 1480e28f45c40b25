import { GhsyncError } from "./ghsync-error.ts";

/** The `lease_lost` with which a store refuses a commit. */
export function leaseLost(cause?: unknown): GhsyncError {
  return new GhsyncError(
    "lease_lost",
    "Nothing was written: the lease was lost or given back, or the repository untracked or deactivated.",
    { cause },
  );
}

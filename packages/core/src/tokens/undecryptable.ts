import { GhsyncError } from "../errors/ghsync-error.ts";

/** The error of a value that yields no token. @param message says why, and quotes nothing of the value */
export function undecryptable(message: string): GhsyncError {
  return new GhsyncError("token_undecryptable", message, { userActionable: true });
}

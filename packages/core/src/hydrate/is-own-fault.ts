import type { GhsyncError } from "../errors/ghsync-error.ts";

/** Whether an answer's error can be one pull request's own. What concerns the whole credential, or no answer at all, is not. Pure. */
export function isOwnFault({ code, status }: GhsyncError): boolean {
  if (code === "transient") return status !== undefined;
  return code === "repository_gone" || code === "response_invalid";
}

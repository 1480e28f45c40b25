import type { GhsyncError } from "../errors/ghsync-error.ts";

/** The codes of errors that one pull request may meet alone. What concerns the whole credential is none of them. */
const own: readonly GhsyncError["code"][] = [
  "transient",
  "query_too_heavy",
  "repository_gone",
  "response_invalid",
];

/** Whether an error can be one pull request's own: it may also be an outage, which the repository has to be asked for. Pure. */
export function isOwnFault({ code, userActionable }: GhsyncError): boolean {
  // Of an answer that is not GitHub's, what a person has to mend is the way to it: a cache, a redirect, a proxy without `Date`.
  if (code === "response_invalid" && userActionable) return false;
  return own.includes(code);
}

import type { GhsyncError } from "../errors/ghsync-error.ts";
import type { Asked } from "./asked.ts";

/**
 * Thrown by the client's `fetch` for an answer that may not be used. Octokit wraps it as the `cause` of an error of its own;
 * `sendWithin`, which knows what was asked, takes it out again.
 */
export class RefusedAnswer extends Error {
  readonly errorFor: (asked: Asked) => GhsyncError;

  /** @param errorFor what callers are told */
  constructor(errorFor: (asked: Asked) => GhsyncError) {
    super("The answer may not be used.");
    this.errorFor = errorFor;
  }
}

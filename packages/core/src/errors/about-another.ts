import { GhsyncError } from "./ghsync-error.ts";

/** The error of an answer that is about something else than what was asked for. */
export function aboutAnother(answered: string, asked: string): GhsyncError {
  const message = `GitHub's answer is about ${answered}, where ${asked} was asked for; nothing of it was used.`;
  return new GhsyncError("response_invalid", message);
}

/**
 * Refuses an answer of GraphQL's that is about another repository than the one that was asked for.
 *
 * @param answered GitHub's `databaseId`. GitHub shows none of a young repository, since the field has 32 bits: that is no evidence
 * @throws GhsyncError `response_invalid` if it is another number
 */
export function refuseAnotherRepository(answered: unknown, asked: number): void {
  if (typeof answered !== "number" || answered === asked) return;
  throw aboutAnother(`repository ${answered}`, `repository ${asked}`);
}

import { GhsyncError } from "./ghsync-error.ts";

/** The error of an answer that is about something else than what was asked for. */
export function aboutAnother(answered: string, asked: string): GhsyncError {
  const message = `GitHub's answer is about ${answered}, where ${asked} was asked for; nothing of it was used.`;
  return new GhsyncError("response_invalid", message);
}

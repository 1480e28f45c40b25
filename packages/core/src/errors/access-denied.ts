import { GhsyncError } from "./ghsync-error.ts";
import { quoteMessage } from "./quote-message.ts";
import { originOf, type ResponseFacts } from "./response-facts.ts";

/** The error of a 403 that is no rate limit; its message says what to do. */
export function accessDenied(facts: ResponseFacts): GhsyncError {
  const options = { ...originOf(facts), userActionable: true };
  return new GhsyncError("access_denied", whatToDo(facts), options);
}

function whatToDo({ request, headers, message }: ResponseFacts): string {
  if (headers["x-github-sso"] !== undefined) {
    return "The organisation requires single sign-on for this token: authorise it for the organisation.";
  }
  if (/IP allow list/i.test(message)) {
    return "The organisation's IP allow list refuses this machine's address: add it to the list.";
  }
  // GitHub Enterprise Server sends a suspended account to its "installation administrator".
  if (/\baccount\b[^.]*\bsuspended\b/i.test(message)) {
    return "The account that this token belongs to is suspended: store a token of another account, or have it reinstated.";
  }
  if (/\binstallation\b[^.]*\bsuspended\b/i.test(message)) {
    return "The GitHub App's installation is suspended: an owner has to unsuspend it.";
  }
  const permissions = headers["x-accepted-github-permissions"];
  if (permissions === undefined && message === "") {
    return `This credential may not do ${request}; the answer (403) does not say why. Check its access to the repository, and any proxy before GitHub.`;
  }
  const says = message === "" ? "" : ` GitHub says: "${quoteMessage(message).replace(/\.$/, "")}".`;
  return permissions === undefined
    ? `This credential may not do ${request}.${says} Give it read access to the repository's pull requests, issues and contents, or store another one.`
    : `This credential may not do ${request}.${says} It needs: ${permissions}. Grant it that, or store another one.`;
}

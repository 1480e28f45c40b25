import type { GhsyncErrorCode } from "../errors/ghsync-error.ts";
import type { StatusTone } from "./sync-status-description.ts";

/** What an error code is called on a page. */
interface ErrorWords {
  readonly tone: StatusTone;
  readonly label: string;
}

const words: { readonly [C in GhsyncErrorCode]: ErrorWords } = {
  config_invalid: { tone: "danger", label: "Misconfigured" },
  token_undecryptable: { tone: "danger", label: "Token unreadable" },
  token_refused: { tone: "danger", label: "Token refused" },
  access_denied: { tone: "danger", label: "Access denied" },
  repository_gone: { tone: "danger", label: "Repository gone" },
  rate_limited: { tone: "warning", label: "Rate limit" },
  query_too_heavy: { tone: "warning", label: "Query too heavy" },
  transient: { tone: "warning", label: "GitHub unreachable" },
  response_invalid: { tone: "danger", label: "Unexpected answer" },
  store_failed: { tone: "warning", label: "Database failed" },
  lease_lost: { tone: "warning", label: "Taken over" },
};

/** The words for an error's code. A newer release may have stored one that this one doesn't know. */
export function describeError(code: string | undefined): ErrorWords {
  const isKnown = code !== undefined && Object.hasOwn(words, code);
  return isKnown ? words[code as GhsyncErrorCode] : { tone: "danger", label: "Sync failed" };
}

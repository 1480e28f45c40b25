import type { GhsyncErrorCode } from "../errors/ghsync-error.ts";
import type { SyncState } from "../ports/sync-state.ts";
import { textOf } from "./instant-text.ts";
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
  internal: { tone: "danger", label: "Internal error" },
};

/** The last error in words. A newer release may have stored a code that this one doesn't know. */
export function describeError({ lastSyncError }: SyncState, retryAt: string | undefined) {
  const { code = "", message = "", userActionable = false } = lastSyncError ?? {};
  const known: ErrorWords = Object.hasOwn(words, code)
    ? words[code as GhsyncErrorCode]
    : { tone: "danger", label: "Sync failed" };
  const next = retryAt
    ? `It is tried again after ${textOf(retryAt)}.`
    : "The next run tries again.";
  return { ...known, detail: `${message || "The last run failed."} ${next}`, userActionable };
}

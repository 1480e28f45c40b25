import type { StatusCatalogue } from "./status-text.ts";

const lookAtLog = "See the log.";

/** The words of statuses in English. Short: a page loads them. */
export const english: StatusCatalogue = {
  language: "en",
  nothingToDo: "Nobody has to act.",
  progress: ["Pull requests: {done} of {total}.", "Pull requests: {done} of at least {total}."],
  retry: ["Next try at {retryAt}.", "The next run continues."],
  situations: {
    pending: ["Not synced yet", "The first sync has not started."],
    syncing: ["Syncing", "Reading changes. {progress}"],
    first_sync: ["Syncing", "The first sync is in progress. {progress}"],
    stalled: ["Stalled", "The sync stopped halfway. {progress} {retry}"],
    complete: ["Synced", "All that GitHub showed is stored. Read up to {lastSyncAt}."],
    history: ["First sync", "The first sync is not complete. {progress} {retry}"],
    items: ["Some items wait", "Some pull requests could not be read. {retry}"],
    permission: [
      "Permission missing",
      "The token cannot read all data. Missing: {missing}.",
      "Give the token read access to it.",
    ],
    stopped: ["Stopped", "The last run was stopped. {retry}"],
    paused: ["Paused", "The repository is switched off."],
    incomplete: ["Incomplete", "Something is still missing. {retry}"],
    failed: ["Sync failed", "The last run failed. {retry}", lookAtLog],
    unknown: ["Unknown status", "A newer release stored this."],
    token_missing: ["No token", "No token is stored.", "Store a token."],
    token_undecryptable: [
      "Token unreadable",
      "The token could not be read.",
      "Store the token again.",
    ],
    token_refused: [
      "Token refused",
      "GitHub refused the token: it is wrong, expired or revoked.",
      "Store a new token.",
    ],
    access_denied: [
      "Access denied",
      "GitHub denies this token access.",
      "Check its permissions, SSO and IP allow list.",
    ],
    repository_gone: [
      "Repository gone",
      "GitHub does not show it to this token.",
      "Check its name, and the token's access.",
    ],
    rate_limited: ["Rate limit", "GitHub's rate limit is used up. {retry}"],
    query_too_heavy: ["Query too heavy", "GitHub took too long. {retry}"],
    transient: [
      "Temporary failure",
      "GitHub or a service on the way gave no usable answer. {retry}",
    ],
    config_invalid: ["Misconfigured", "The setup is wrong.", lookAtLog],
    response_invalid: ["Bad response", "GitHub's response could not be used. {retry}", lookAtLog],
    store_failed: ["Database failed", "The database failed. {retry}", "Check the database."],
    lease_lost: ["Taken over", "Another worker took over. {retry}"],
    internal: ["Internal error", "The sync failed. {retry}", lookAtLog],
  },
  page: {
    until: "until {retryAt}",
    lastSync: "Last sync:",
    syncNow: "Sync now",
  },
  // The parts' own names are English: `requestedReviewers` is "requested reviewers".
  parts: {},
};

import type { StatusCatalogue } from "./status-text.ts";

/** The words of statuses in English. */
export const english: StatusCatalogue = {
  language: "en",
  nothingToDo: "Nobody has to act.",
  progress: ["Pull requests: {done} of {total}.", "Pull requests: {done} of at least {total}."],
  retry: ["Next try at {retryAt}.", "The next run tries again."],
  situations: {
    pending: { label: "Not synced yet", detail: ["The first sync has not started yet."] },
    syncing: { label: "Syncing", detail: ["Changes are being read.", "{progress}"] },
    first_sync: {
      label: "Syncing",
      detail: ["The first full sync is in progress.", "{progress}"],
    },
    stalled: {
      label: "Stalled",
      detail: ["The sync has stopped halfway.", "{progress}", "The next run continues from there."],
    },
    complete: {
      label: "Synced",
      detail: ["Everything that GitHub showed is stored.", "Changes are known up to {lastSyncAt}."],
    },
    history: {
      label: "First sync",
      detail: [
        "The first full sync is not complete.",
        "{progress}",
        "The next run continues from there.",
      ],
    },
    items: {
      label: "Some items wait",
      detail: [
        "Some pull requests could not be read.",
        "All others are stored.",
        "Later runs try again.",
      ],
    },
    permission: {
      label: "Permission missing",
      detail: ["The token cannot read all requested data.", "Missing: {missing}."],
      action: "Give the token read access to what is missing.",
    },
    stopped: {
      label: "Stopped",
      detail: [
        "The last run was stopped before it read everything.",
        "The next run continues from there.",
      ],
    },
    paused: {
      label: "Paused",
      detail: ["The repository is switched off.", "Stored data stays, and no new data is read."],
    },
    incomplete: {
      label: "Incomplete",
      detail: ["The stored data is correct but incomplete.", "The next run continues."],
    },
    failed: {
      label: "Sync failed",
      detail: ["The last run failed.", "{retry}"],
      action: "Look at the error in the log.",
    },
    unknown: { label: "Unknown status", detail: ["A newer release has stored this status."] },
    token_missing: {
      label: "No token",
      detail: ["No token is stored for the repository."],
      action: "Store a token.",
    },
    token_undecryptable: {
      label: "Token unreadable",
      detail: ["The stored token could not be read."],
      action: "Store the token again, or have its key restored.",
    },
    token_refused: {
      label: "Token refused",
      detail: ["GitHub refused the token: it is wrong, expired, revoked or suspended."],
      action: "Store a new token, or have the suspension lifted.",
    },
    access_denied: {
      label: "Access denied",
      detail: ["GitHub denies the token access to the repository."],
      action:
        "Check the token's permissions, the organisation's single sign-on, and its IP allow list.",
    },
    repository_gone: {
      label: "Repository gone",
      detail: ["GitHub no longer shows the repository to this token.", "Stored data stays."],
      action: "Check the repository's name, and the token's access to it.",
    },
    rate_limited: {
      label: "Rate limit",
      detail: ["GitHub's rate limit is used up.", "{retry}"],
    },
    query_too_heavy: {
      label: "Query too heavy",
      detail: ["GitHub took too long for the requested data.", "{retry}"],
    },
    transient: {
      label: "Temporary failure",
      detail: ["GitHub, or a service on the way to it, gave no usable answer.", "{retry}"],
    },
    config_invalid: {
      label: "Misconfigured",
      detail: ["The sync is not set up correctly."],
      action: "Correct the setup; the log says what is wrong.",
    },
    response_invalid: {
      label: "Unexpected response",
      detail: ["GitHub sent a response that could not be used.", "{retry}"],
      action: "Look at the error in the log.",
    },
    store_failed: {
      label: "Database failed",
      detail: ["The database failed.", "{retry}"],
      action: "Check the database if this happens again.",
    },
    lease_lost: { label: "Taken over", detail: ["Another worker took over.", "{retry}"] },
    internal: {
      label: "Internal error",
      detail: ["The sync failed unexpectedly.", "{retry}"],
      action: "Look at the error in the log.",
    },
  },
  parts: {
    author: "authors",
    mergedBy: "who merged",
    mergeCommitSha: "merge commits",
    headRepository: "head repositories",
    milestone: "milestones",
    labels: "labels",
    assignees: "assignees",
    requestedReviewers: "requested reviewers",
    linkedIssues: "linked issues",
    reviews: "reviews",
    reviewComments: "review comments",
    comments: "comments",
    commits: "commits",
    files: "files",
  },
};

/** GitHub's words that GraphQL and REST share, and the records' own. */

export const actorTypes = {
  User: "User",
  Bot: "Bot",
  Mannequin: "Mannequin",
  Organization: "Organization",
  EnterpriseUserAccount: "EnterpriseUserAccount",
} as const;

export const diffSides = { LEFT: "left", RIGHT: "right" } as const;

/** Without `PENDING`: such a review is its author's secret. */
export const reviewStates = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes_requested",
  COMMENTED: "commented",
  DISMISSED: "dismissed",
} as const;

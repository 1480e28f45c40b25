import type { Bump } from "./bump.ts";
import type { Truth } from "./verb-table.ts";
import type { World } from "./world.ts";

/**
 * The one place that says which verb moves which clock. Opening, closing and merging are recorded for
 * both rows; that the rest moves one alone is observed, and holds only while clocks are uncoupled.
 * Deletions are observed to move none.
 */
export const BUMPS: { readonly [Verb in keyof Truth]: Bump } = {
  createUser: "none",
  createTeam: "none",
  deleteUser: "none",
  createRepository: "none",
  renameRepository: "none",
  deleteRepository: "none",
  deleteFork: "none",
  configureRepository: "none",
  blockRepository: "none",
  unblockRepository: "none",
  setAccess: "none",
  pushToBranch: "none",
  deleteHeadBranch: "pullRequest",
  editLabel: "none",
  deleteLabel: "none",
  deleteIssue: "none",
  transferIssue: "none",
  removePullRequest: "none",
  startReview: "none",
  submitPendingReview: "pullRequest",
  unresolveThread: "none",
  reportCheck: "none",
  reportStatus: "none",
  react: "none",
  lockConversation: "issue",
  unlockConversation: "issue",
  createLabel: "none",
  createMilestone: "none",
  openIssue: "issue",
  editIssue: "issue",
  closeIssue: "issue",
  reopenIssue: "issue",
  openPullRequest: "both",
  convertIssue: "both",
  editPullRequest: "both",
  pushCommits: "pullRequest",
  submitReview: "pullRequest",
  dismissReview: "pullRequest",
  replyToThread: "pullRequest",
  resolveThread: "none",
  editReviewComment: "pullRequest",
  deleteReviewComment: "none",
  comment: "issue",
  editComment: "issue",
  deleteComment: "none",
  addLabels: "issue",
  removeLabel: "issue",
  assign: "issue",
  unassign: "issue",
  setMilestone: "issue",
  requestReview: "pullRequest",
  removeReviewRequest: "pullRequest",
  markReadyForReview: "pullRequest",
  convertToDraft: "pullRequest",
  closePullRequest: "both",
  reopenPullRequest: "both",
  mergePullRequest: "both",
};

const commentEdits: readonly (keyof Truth)[] = ["editComment", "editReviewComment"];

/** Which clocks a verb moves in this world. */
export function bumpOf({ bumpOnCommentEdit }: World, verb: keyof Truth): Bump {
  return !bumpOnCommentEdit && commentEdits.includes(verb) ? "none" : BUMPS[verb];
}

import type { Instant } from "../instant.ts";
import type { Issue } from "./issue.ts";
import { keepIssue } from "./keep.ts";
import type { Repository } from "./repository.ts";
import type { Truth } from "./truth.ts";
import type { World } from "./world.ts";

/** Which of a pull request's two clocks a verb moves. */
export type Bump = "both" | "issue" | "pullRequest" | "none";

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

/** What a push to their base moves of open pull requests, where it moves anything. */
const BASE_PUSH_BUMP: Bump = "pullRequest";

/** Moves the clocks of the open pull requests that go to a branch, in a world where a push does so. */
export function bumpBase(world: World, repository: Repository, branch: string, at: Instant): void {
  if (!world.bumpOnBasePush) {
    return;
  }
  for (const { issue, base } of repository.pulls.items) {
    if (issue.state === "open" && base.ref === branch) {
      keepIssue(world, issue);
      bump(issue, BASE_PUSH_BUMP, at, world.coupledClocks);
    }
  }
}

/** Moves the clocks of an issue, or of a pull request through its issue. */
export function bump(issue: Issue, clocks: Bump, at: Instant, coupled: boolean): void {
  const { pull, repository } = issue;
  const moved = coupled && pull !== null && clocks !== "none" ? "both" : clocks;
  if (moved === "both" || moved === "issue") {
    issue.updatedAt = at;
    repository.issues.changed();
  }
  if (pull !== null && (moved === "both" || moved === "pullRequest")) {
    pull.updatedAt = at;
    repository.pulls.changed();
  }
}

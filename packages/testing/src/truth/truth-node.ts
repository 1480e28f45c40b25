import type { Account, Team } from "./account.ts";
import type { Commit } from "./commit.ts";
import type { Issue, IssueComment } from "./issue.ts";
import type { Label, Milestone } from "./label.ts";
import type { PullRequest, ReviewRequest } from "./pull-request.ts";
import type { Repository } from "./repository.ts";
import type { Review, ReviewComment, ReviewThread } from "./review.ts";

/** Everything that has a global node id. */
export type TruthNode =
  | Account
  | Commit
  | Issue
  | IssueComment
  | Label
  | Milestone
  | PullRequest
  | Repository
  | Review
  | ReviewComment
  | ReviewRequest
  | ReviewThread
  | Team;

import type { VerbTable } from "./verb.ts";
import { type AccountVerbs, accountVerbs } from "./verbs/accounts.ts";
import { type BranchVerbs, branchVerbs } from "./verbs/branches.ts";
import { type CatalogueVerbs, catalogueVerbs } from "./verbs/catalogue.ts";
import { type CheckVerbs, checkVerbs } from "./verbs/checks.ts";
import { type CommentVerbs, commentVerbs } from "./verbs/comments.ts";
import { type CommitVerbs, commitVerbs } from "./verbs/commits.ts";
import { type DepartureVerbs, departureVerbs } from "./verbs/departures.ts";
import { type IssueVerbs, issueVerbs, type LockVerbs, lockVerbs } from "./verbs/issues.ts";
import { type PendingReviewVerbs, pendingReviewVerbs } from "./verbs/pending-reviews.ts";
import { type PlanningVerbs, planningVerbs } from "./verbs/planning.ts";
import { type PullRequestVerbs, pullRequestVerbs } from "./verbs/pull-requests.ts";
import { type ReactionVerbs, reactionVerbs } from "./verbs/reactions.ts";
import { type RepositoryVerbs, repositoryVerbs } from "./verbs/repositories.ts";
import {
  type RepositorySettingVerbs,
  repositorySettingVerbs,
} from "./verbs/repository-settings.ts";
import { type ReviewCommentVerbs, reviewCommentVerbs } from "./verbs/review-comments.ts";
import { type ReviewVerbs, reviewVerbs } from "./verbs/reviews.ts";
import { type StateVerbs, stateVerbs } from "./verbs/states.ts";

/**
 * What happens on this GitHub. Arguments are plain JSON, stamps come from the clock in whole seconds,
 * ids depend on the order of calls alone. A login never seen before becomes an account; a verb on
 * anything else that isn't there throws.
 */
export interface Truth
  extends AccountVerbs,
    BranchVerbs,
    CatalogueVerbs,
    CheckVerbs,
    CommentVerbs,
    CommitVerbs,
    DepartureVerbs,
    IssueVerbs,
    LockVerbs,
    PendingReviewVerbs,
    PlanningVerbs,
    PullRequestVerbs,
    ReactionVerbs,
    RepositorySettingVerbs,
    RepositoryVerbs,
    ReviewCommentVerbs,
    ReviewVerbs,
    StateVerbs {}

export const verbs: VerbTable<Truth> = {
  ...accountVerbs,
  ...branchVerbs,
  ...catalogueVerbs,
  ...checkVerbs,
  ...commentVerbs,
  ...commitVerbs,
  ...departureVerbs,
  ...issueVerbs,
  ...lockVerbs,
  ...pendingReviewVerbs,
  ...planningVerbs,
  ...pullRequestVerbs,
  ...reactionVerbs,
  ...repositorySettingVerbs,
  ...repositoryVerbs,
  ...reviewCommentVerbs,
  ...reviewVerbs,
  ...stateVerbs,
};

import type { Clock } from "../clock.ts";
import { toInstant } from "../instant.ts";
import { bump, bumpOf } from "./bump.ts";
import type { Journal } from "./journal.ts";
import type { VerbCall, VerbTable } from "./verb.ts";
import { type AccountVerbs, accountVerbs } from "./verbs/accounts.ts";
import { type BranchVerbs, branchVerbs } from "./verbs/branches.ts";
import { type CatalogueVerbs, catalogueVerbs } from "./verbs/catalogue.ts";
import { type CheckVerbs, checkVerbs } from "./verbs/checks.ts";
import { type CommentVerbs, commentVerbs } from "./verbs/comments.ts";
import { type CommitVerbs, commitVerbs } from "./verbs/commits.ts";
import { type DepartureVerbs, departureVerbs } from "./verbs/departures.ts";
import { type IssueVerbs, issueVerbs } from "./verbs/issues.ts";
import { type LockVerbs, lockVerbs } from "./verbs/locks.ts";
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
import type { World } from "./world.ts";

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

const verbs: VerbTable<Truth> = {
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

/** Binds the verbs to a world and a clock; a journal, if given, takes every successful call. */
export function createTruth(world: World, clock: Pick<Clock, "now">, journal?: Journal): Truth {
  const bind = (verb: keyof Truth) => (args: never) => {
    const now = clock.now();
    const at = toInstant(now);
    const call: VerbCall = {
      world,
      at,
      touch: (issue) => bump(issue, bumpOf(world, verb), at, world.coupledClocks),
    };
    const perform = verbs[verb] as (call: VerbCall, args: never) => unknown;
    world.history?.begin(world, now.getTime());
    try {
      const result = perform(call, args);
      journal?.record({ at, verb, args });
      return result;
    } finally {
      world.history?.end();
    }
  };
  const names = Object.keys(verbs) as (keyof Truth)[];
  return Object.fromEntries(names.map((verb) => [verb, bind(verb)])) as unknown as Truth;
}

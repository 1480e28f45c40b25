import type { Clock } from "../clock.ts";
import { toInstant } from "../instant.ts";
import { BUMPS, bump } from "./bump.ts";
import type { Journal } from "./journal.ts";
import type { VerbCall, VerbTable } from "./verb.ts";
import { type AccountVerbs, accountVerbs } from "./verbs/accounts.ts";
import { type CatalogueVerbs, catalogueVerbs } from "./verbs/catalogue.ts";
import { type CommentVerbs, commentVerbs } from "./verbs/comments.ts";
import { type CommitVerbs, commitVerbs } from "./verbs/commits.ts";
import { type IssueVerbs, issueVerbs } from "./verbs/issues.ts";
import { type PlanningVerbs, planningVerbs } from "./verbs/planning.ts";
import { type PullRequestVerbs, pullRequestVerbs } from "./verbs/pull-requests.ts";
import { type RepositoryVerbs, repositoryVerbs } from "./verbs/repositories.ts";
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
    CatalogueVerbs,
    CommentVerbs,
    CommitVerbs,
    IssueVerbs,
    PlanningVerbs,
    PullRequestVerbs,
    RepositoryVerbs,
    ReviewCommentVerbs,
    ReviewVerbs,
    StateVerbs {}

const verbs: VerbTable<Truth> = {
  ...accountVerbs,
  ...catalogueVerbs,
  ...commentVerbs,
  ...commitVerbs,
  ...issueVerbs,
  ...planningVerbs,
  ...pullRequestVerbs,
  ...repositoryVerbs,
  ...reviewCommentVerbs,
  ...reviewVerbs,
  ...stateVerbs,
};

/** Binds the verbs to a world and a clock; a journal, if given, takes every successful call. */
export function createTruth(world: World, clock: Pick<Clock, "now">, journal?: Journal): Truth {
  const bind = (verb: keyof Truth) => (args: never) => {
    const at = toInstant(clock.now());
    const call: VerbCall = {
      world,
      at,
      touch: (issue) => bump(issue, BUMPS[verb], at, world.coupledClocks),
    };
    const perform = verbs[verb] as (call: VerbCall, args: never) => unknown;
    const result = perform(call, args);
    journal?.record({ at, verb, args });
    return result;
  };
  const names = Object.keys(verbs) as (keyof Truth)[];
  return Object.fromEntries(names.map((verb) => [verb, bind(verb)])) as unknown as Truth;
}

import type { Issue, PullRequest, Repository, ReviewComment } from "../truth/records.ts";
import type { World } from "../truth/world.ts";
import type { GeneratedAccounts } from "./accounts.ts";
import type { IdentifierSpans } from "./identifier-spans.ts";
import type { Plan } from "./plan.ts";

/** What the records of a generated repository are made with. */
export interface Generation {
  readonly world: World;
  readonly repository: Repository;
  readonly plan: Plan;
  readonly accounts: GeneratedAccounts;
  /** The ids that each pull request's children have, made or not. */
  readonly spans: IdentifierSpans;
  /** The review comments of each pull request that has any, by its index, oldest first. */
  readonly reviewComments: Map<number, ReviewComment[]>;
}

/** The place of an issue in the plan: a generated repository's numbers begin with 1. */
export function indexOf(record: Issue | PullRequest): number {
  return (record.type === "Issue" ? record : record.issue).number - 1;
}

import { findAccount, findIssue, findPullRequest, findTeam } from "../find.ts";
import { nodeIdOf } from "../identifiers.ts";
import { setMilestone } from "../issue-counts.ts";
import type { ReviewRequest } from "../records.ts";
import type { Target, VerbTable } from "../verb.ts";
import { register } from "../world.ts";
import { ensureAccount } from "./accounts.ts";
import { ensureLabel, findMilestone } from "./catalogue.ts";

/** People and teams to ask for a review. */
export interface ReviewersTarget extends Target {
  /** Logins. @defaultValue none */
  readonly reviewers?: readonly string[];
  /** Teams as `organization/slug`. @defaultValue none */
  readonly teams?: readonly string[];
}

/** Verbs on who and what an issue or pull request is filed under; each returns its number. */
export interface PlanningVerbs {
  /** Adds labels by name; unknown ones are created. */
  addLabels(args: Target & { readonly labels: readonly string[] }): number;
  /** Removes a label by name. */
  removeLabel(args: Target & { readonly label: string }): number;
  /** Adds assignees by login. */
  assign(args: Target & { readonly assignees: readonly string[] }): number;
  /** Removes assignees by login. */
  unassign(args: Target & { readonly assignees: readonly string[] }): number;
  /** Sets the milestone by its number, or clears it with `null`. */
  setMilestone(args: Target & { readonly milestone: number | null }): number;
  /** Asks people and teams for a review. */
  requestReview(args: ReviewersTarget): number;
  /** Withdraws requests. */
  removeReviewRequest(args: ReviewersTarget): number;
}

export const planningVerbs: VerbTable<PlanningVerbs> = {
  addLabels(call, args) {
    const issue = findIssue(call.world, args.repository, args.number);
    const added = args.labels.map((name) => ensureLabel(call, issue.repository, name));
    issue.labels = [...new Set([...issue.labels, ...added])];
    call.touch(issue);
    return issue.number;
  },
  removeLabel({ world, touch }, args) {
    const issue = findIssue(world, args.repository, args.number);
    const removed = args.label.toLowerCase();
    issue.labels = issue.labels.filter((label) => label.name.toLowerCase() !== removed);
    touch(issue);
    return issue.number;
  },
  assign(call, args) {
    const issue = findIssue(call.world, args.repository, args.number);
    const added = args.assignees.map((login) => ensureAccount(call, login));
    issue.assignees = [...new Set([...issue.assignees, ...added])];
    call.touch(issue);
    return issue.number;
  },
  unassign({ world, touch }, args) {
    const issue = findIssue(world, args.repository, args.number);
    const removed = new Set(args.assignees.map((login) => findAccount(world, login)));
    issue.assignees = issue.assignees.filter((assignee) => !removed.has(assignee));
    touch(issue);
    return issue.number;
  },
  setMilestone({ world, touch }, args) {
    const issue = findIssue(world, args.repository, args.number);
    const milestone =
      args.milestone === null ? null : findMilestone(issue.repository, args.milestone);
    setMilestone(issue, milestone);
    touch(issue);
    return issue.number;
  },
  requestReview(call, args) {
    const { world } = call;
    const pull = findPullRequest(world, args.repository, args.number);
    const asked = new Set([
      ...(args.reviewers ?? []).map((login) => ensureAccount(call, login)),
      ...(args.teams ?? []).map((slug) => findTeam(world, slug)),
    ]);
    for (const { reviewer } of pull.requestedReviewers) {
      asked.delete(reviewer);
    }
    for (const reviewer of asked) {
      const id = world.identifiers.next("reviewRequest");
      const nodeId = nodeIdOf("ReviewRequest", id);
      const request: ReviewRequest = { type: "ReviewRequest", id, nodeId, pull, reviewer };
      pull.requestedReviewers.push(register(world, request));
    }
    call.touch(pull.issue);
    return pull.issue.number;
  },
  removeReviewRequest({ world, touch }, args) {
    const pull = findPullRequest(world, args.repository, args.number);
    const withdrawn = new Set([
      ...(args.reviewers ?? []).map((login) => findAccount(world, login)),
      ...(args.teams ?? []).map((slug) => findTeam(world, slug)),
    ]);
    pull.requestedReviewers = pull.requestedReviewers.filter(
      (request) => !withdrawn.has(request.reviewer),
    );
    touch(pull.issue);
    return pull.issue.number;
  },
};

import { findIssue, findPullRequest, findRepository } from "../find.ts";
import { count } from "../issue-counts.ts";
import type { Issue } from "../records.ts";
import type { Target, VerbTable } from "../verb.ts";
import { register, unregister } from "../world.ts";
import { addIssue } from "./issues.ts";

/** Verbs that take an issue away. People can do so with plain ones alone. */
export interface DepartureVerbs {
  /** Deletes an issue: it answers 410 from then on. Returns its number. */
  deleteIssue(args: Target): number;
  /** Moves an issue to another repository, where it gets a new number and id. Returns that number. */
  transferIssue(args: Target & { readonly to: string }): number;
  /** Takes a pull request away with all that it has, as GitHub's staff does with spam: it answers 404 from then on. Returns its number. */
  removePullRequest(args: Target): number;
}

function requirePlain({ number, pull }: Issue): void {
  if (pull !== null) {
    throw new Error(`#${number} is a pull request: only issues can be deleted or transferred.`);
  }
}

function depart(issue: Issue, to: Issue | null): void {
  const { repository, number } = issue;
  count(issue, -1);
  repository.byNumber.delete(number);
  repository.issues.remove(issue);
  for (const comment of issue.comments) {
    repository.issueComments.remove(comment);
  }
  repository.departed.set(number, to);
}

export const departureVerbs: VerbTable<DepartureVerbs> = {
  deleteIssue({ world }, args) {
    const issue = findIssue(world, args.repository, args.number);
    requirePlain(issue);
    depart(issue, null);
    for (const record of [issue, ...issue.comments]) {
      unregister(world, record);
    }
    return args.number;
  },
  transferIssue(call, args) {
    const { world } = call;
    const issue = findIssue(world, args.repository, args.number);
    const target = findRepository(world, args.to);
    requirePlain(issue);
    const moved = addIssue(call, target, {
      actor: issue.author?.login ?? "ghost",
      title: issue.title,
      body: issue.body,
    });
    depart(issue, moved);
    unregister(world, issue);
    for (const comment of issue.comments) {
      unregister(world, comment);
      const copy = { ...comment, issue: moved };
      moved.comments.push(copy);
      target.issueComments.add(copy);
      register(world, copy);
    }
    return register(world, moved).number;
  },
  removePullRequest({ world }, args) {
    const pull = findPullRequest(world, args.repository, args.number);
    const { issue, reviews, threads, requestedReviewers } = pull;
    const { repository, comments } = issue;
    const reviewComments = threads.flatMap((thread) => thread.comments);
    depart(issue, null);
    repository.pulls.remove(pull);
    for (const comment of reviewComments) {
      repository.reviewComments.remove(comment);
    }
    for (const record of [
      // The issue that it was made of came into the lists by itself.
      ...(pull.createdAt === undefined ? [] : [issue]),
      ...[pull, ...comments, ...requestedReviewers],
      ...[...reviews, ...threads, ...reviewComments],
    ]) {
      unregister(world, record);
    }
    return args.number;
  },
};

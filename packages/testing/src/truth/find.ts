import type { Account, Team } from "./account.ts";
import type { Issue, IssueComment } from "./issue.ts";
import type { PullRequest } from "./pull-request.ts";
import { fullNameOf, type Repository } from "./repository.ts";
import type { Review, ReviewComment } from "./review.ts";
import type { World } from "./world.ts";

/** The repository of this full name; a former name is not followed. */
export function findRepository(world: World, fullName: string): Repository {
  return world.names.get(fullName.toLowerCase()) ?? unknown(`a repository "${fullName}"`);
}

/** The issue, or the issue behind the pull request, of this number. */
export function findIssue(world: World, fullName: string, number: number): Issue {
  const repository = findRepository(world, fullName);
  return repository.byNumber.get(number) ?? unknown(`${fullNameOf(repository)}#${number}`);
}

/** The pull request of this number; a plain issue is none. */
export function findPullRequest(world: World, fullName: string, number: number): PullRequest {
  const issue = findIssue(world, fullName, number);
  return issue.pull ?? unknown(`a pull request ${fullName}#${number}: it is a plain issue`);
}

/** The account of this REST login. */
export function findAccount(world: World, login: string): Account {
  return world.accounts.get(login.toLowerCase()) ?? unknown(`an account "${login}"`);
}

/** The team `organization/slug`. */
export function findTeam(world: World, combinedSlug: string): Team {
  return world.teams.get(combinedSlug.toLowerCase()) ?? unknown(`a team "${combinedSlug}"`);
}

/** The review of this id. */
export function findReview(world: World, fullName: string, number: number, id: number): Review {
  const { reviews } = findPullRequest(world, fullName, number);
  return reviews.find((review) => review.id === id) ?? unknown(`a review ${id} of #${number}`);
}

/** The review comment of this id. */
export function findReviewComment(world: World, fullName: string, id: number): ReviewComment {
  const { items } = findRepository(world, fullName).reviewComments;
  return items.find((comment) => comment.id === id) ?? unknown(`a review comment ${id}`);
}

/** The conversation comment of this id. */
export function findIssueComment(world: World, fullName: string, id: number): IssueComment {
  const { items } = findRepository(world, fullName).issueComments;
  return items.find((comment) => comment.id === id) ?? unknown(`a comment ${id}`);
}

/** Refuses a verb on something that isn't there. */
export function unknown(what: string): never {
  throw new Error(`FakeGitHub knows no ${what.replace(/^an? /, "")}.`);
}

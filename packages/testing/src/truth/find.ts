import type { Account, Team } from "./account.ts";
import { keepIssue, keepRepository } from "./keep.ts";
import {
  fullNameOf,
  type Issue,
  type IssueComment,
  type PullRequest,
  type Repository,
  type Review,
  type ReviewComment,
} from "./records.ts";
import type { World } from "./world.ts";

/** The repository of this full name; a former name is not followed. */
export function findRepository(world: World, fullName: string): Repository {
  const repository =
    world.names.get(fullName.toLowerCase()) ?? unknown(`a repository "${fullName}"`);
  keepRepository(world, repository);
  return repository;
}

/** The issue, or the issue behind the pull request, of this number. */
export function findIssue(world: World, fullName: string, number: number): Issue {
  const repository = findRepository(world, fullName);
  const issue = repository.byNumber.get(number) ?? unknown(`${fullNameOf(repository)}#${number}`);
  return kept(world, issue);
}

/** The pull request of this number, ready to be changed; a plain issue is none. */
export function findPullRequest(world: World, fullName: string, number: number): PullRequest {
  const { pull } = findIssue(world, fullName, number);
  return settle(
    world,
    pull ?? unknown(`a pull request ${fullName}#${number}: it is a plain issue`),
  );
}

/** Lets an issue be remembered as it is before it is changed. */
function kept(world: World, issue: Issue): Issue {
  if (world.history !== undefined) {
    if (issue.pull !== null) {
      settle(world, issue.pull);
    }
    keepIssue(world, issue);
  }
  return issue;
}

/** Lets everything below a pull request be made before it is changed. */
function settle(world: World, pull: PullRequest): PullRequest {
  const settleAll = () => {
    for (const origin of world.origins) {
      origin.settle(pull);
    }
  };
  if (world.history === undefined) {
    settleAll();
  } else {
    world.history.aside(settleAll);
  }
  return pull;
}

/** The account of this REST login. */
export function findAccount(world: World, login: string): Account {
  const account = world.accounts.get(login.toLowerCase()) ?? unknown(`an account "${login}"`);
  world.history?.keep([account]);
  return account;
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

/** The review comment of this id, ready to be changed. */
export function findReviewComment(world: World, fullName: string, id: number): ReviewComment {
  const { reviewComments } = findRepository(world, fullName);
  const comment = reviewComments.find(id) ?? unknown(`a review comment ${id}`);
  settle(world, comment.pull);
  kept(world, comment.pull.issue);
  return comment;
}

/** The conversation comment of this id. */
export function findIssueComment(world: World, fullName: string, id: number): IssueComment {
  const { issueComments } = findRepository(world, fullName);
  const comment = issueComments.find(id) ?? unknown(`a comment ${id}`);
  kept(world, comment.issue);
  return comment;
}

/** Refuses a verb on something that isn't there. */
export function unknown(what: string): never {
  throw new Error(`FakeGitHub knows no ${what.replace(/^an? /, "")}.`);
}

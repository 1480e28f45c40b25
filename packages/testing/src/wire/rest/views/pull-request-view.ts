import type { components } from "@octokit/openapi-types";
import { type Branch, createdAtOf, type PullRequest } from "../../../truth/records.ts";
import type { Urls } from "../urls.ts";
import { labelView, milestoneView } from "./label-view.ts";
import { type RecordableView, recordable } from "./recordable.ts";
import { repositoryView } from "./repository-view.ts";
import { teamView, userView, userViews } from "./user-view.ts";

type Schemas = components["schemas"];

/** An end whose repository and user may be gone, which GitHub's description doesn't say. */
export interface BranchView {
  label: string | null;
  ref: string;
  sha: string;
  user: Schemas["nullable-simple-user"];
  repo: Schemas["repository"] | null;
}

/** What is another thing than GitHub's description says. */
export interface Ends {
  user: Schemas["nullable-simple-user"];
  head: BranchView;
  base: BranchView;
}

/** A row of the pulls list. */
export type PullRequestRow = Omit<
  Schemas["pull-request-simple"],
  keyof Ends | "labels" | "requested_teams"
> &
  Ends &
  Pick<Schemas["pull-request"], "labels" | "requested_teams">;

/** Fields that only a single pull request shows. */
export const SINGLE_ONLY = [
  "merged",
  "mergeable",
  "rebaseable",
  "mergeable_state",
  "merged_by",
  "comments",
  "review_comments",
  "maintainer_can_modify",
  "commits",
  "additions",
  "deletions",
  "changed_files",
] as const;

/** A pull request as the list shows it. */
export const pullRequestView: RecordableView<PullRequest, PullRequestRow> = recordable(
  buildPullRequestView,
  SINGLE_ONLY,
);

/** A pull request as the list shows it, without what is recorded of it. */
export function buildPullRequestView(pull: PullRequest, urls: Urls): PullRequestRow {
  const { issue } = pull;
  const page = urls.htmlIssue(issue);
  const assignees = userViews(issue.assignees, urls);
  const links = pullRequestLinks(pull, urls);
  return {
    url: links.self,
    id: pull.id,
    node_id: pull.nodeId,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: links.issue,
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    title: issue.title,
    user: userView(issue.author, urls),
    body: issue.body,
    created_at: createdAtOf(pull),
    updated_at: pull.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommit?.sha ?? pull.testMergeSha,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: userViews(
      pull.requestedReviewers.flatMap(({ reviewer }) => (reviewer.type === "Team" ? [] : reviewer)),
      urls,
    ),
    requested_teams: pull.requestedReviewers.flatMap(({ reviewer }) =>
      reviewer.type === "Team" ? teamView(reviewer, urls) : [],
    ),
    labels: issue.labels.map((label) => labelView(label, urls)),
    milestone: milestoneView(issue.milestone, urls),
    draft: pull.draft,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    head: branchView(pull.head, urls),
    base: branchView(pull.base, urls),
    _links: {
      self: { href: links.self },
      html: { href: page },
      issue: { href: links.issue },
      comments: { href: links.comments },
      review_comments: { href: links.review_comments },
      review_comment: { href: links.review_comment },
      commits: { href: links.commits },
      statuses: { href: links.statuses },
    },
    author_association: issue.authorAssociation,
    auto_merge: null,
    active_lock_reason: issue.lockReason ?? null,
  };
}

function pullRequestLinks({ issue, head }: PullRequest, urls: Urls) {
  const repository = urls.repo(issue.repository);
  const self = `${repository}/pulls/${issue.number}`;
  const asIssue = `${repository}/issues/${issue.number}`;
  return {
    self,
    issue: asIssue,
    comments: `${asIssue}/comments`,
    review_comments: `${self}/comments`,
    review_comment: `${repository}/pulls/comments{/number}`,
    commits: `${self}/commits`,
    statuses: `${repository}/statuses/${head.sha}`,
  };
}

function branchView({ ref, sha, owner, repository }: Branch, urls: Urls): BranchView {
  const present = repository === null || repository.deleted ? null : repository;
  return {
    label: owner === null || owner.deleted ? null : `${owner.login}:${ref}`,
    ref,
    sha,
    user: userView(owner, urls),
    repo: present && repositoryView(present, urls),
  };
}

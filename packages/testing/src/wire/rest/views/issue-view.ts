import type { components } from "@octokit/openapi-types";
import type { Issue, IssueComment, PullRequest } from "../../../truth/records.ts";
import type { Urls } from "../urls.ts";
import { labelView, milestoneView } from "./label-view.ts";
import { reactionView } from "./reaction-view.ts";
import { type RecordableView, recordable } from "./recordable.ts";
import { userView, userViews } from "./user-view.ts";

type Schemas = components["schemas"];

/** A row of the issues list: an issue, or a pull request by its issue. */
export const issueView: RecordableView<Issue, Schemas["issue"]> = recordable(buildIssueView);

function buildIssueView(issue: Issue, urls: Urls): Schemas["issue"] {
  const { repository, number, pull } = issue;
  const url = urls.repo(repository, `/issues/${number}`);
  const assignees = userViews(issue.assignees, urls);
  return {
    url,
    repository_url: urls.repo(repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: urls.htmlIssue(issue),
    id: issue.id,
    node_id: issue.nodeId,
    number,
    title: issue.title,
    user: userView(issue.author, urls),
    labels: issue.labels.map((label) => labelView(label, urls)),
    state: issue.state,
    locked: issue.locked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: milestoneView(issue.milestone, urls),
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: issue.authorAssociation,
    active_lock_reason: issue.lockReason ?? null,
    ...(pull !== null && { draft: pull.draft, pull_request: pullRequestKey(pull, urls) }),
    body: issue.body,
    closed_by: userView(issue.closedBy, urls),
    reactions: reactionView(url, issue.reactions),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: issue.stateReason,
  };
}

function pullRequestKey(
  { issue, mergedAt }: PullRequest,
  urls: Urls,
): NonNullable<Schemas["issue"]["pull_request"]> {
  const page = urls.htmlIssue(issue);
  return {
    url: urls.repo(issue.repository, `/pulls/${issue.number}`),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: mergedAt,
  };
}

/** A conversation comment in REST. */
export const issueCommentView: RecordableView<IssueComment, Schemas["issue-comment"]> =
  recordable(buildIssueCommentView);

function buildIssueCommentView(comment: IssueComment, urls: Urls): Schemas["issue-comment"] {
  const { issue } = comment;
  const url = urls.repo(issue.repository, `/issues/comments/${comment.id}`);
  return {
    url,
    html_url: `${urls.htmlIssue(issue)}#issuecomment-${comment.id}`,
    issue_url: urls.repo(issue.repository, `/issues/${issue.number}`),
    id: comment.id,
    node_id: comment.nodeId,
    user: userView(comment.author, urls),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: comment.authorAssociation,
    body: comment.body,
    reactions: reactionView(url, comment.reactions),
    performed_via_github_app: null,
  };
}

import type { Issue, IssueComment, Repository } from "../truth/records.ts";
import { addToRepository } from "../truth/verbs/issues.ts";
import { register } from "../truth/world.ts";
import { issueCommentView, issueView } from "../wire/rest/views/issue-view.ts";
import { loadAccount, loadUser } from "./load-accounts.ts";
import { loadLabel, loadMilestone } from "./load-catalogue.ts";
import type { Loading } from "./loading.ts";
import type { RecordedComment } from "./recorded-comments.ts";
import type { RecordedIssue, RecordedPull } from "./recording.ts";

/** Brings an issue row into the world; the caller registers it. */
export function loadIssue(
  loading: Loading,
  repository: Repository,
  recorded: RecordedIssue,
): Issue {
  const issue = createIssue(loading, repository, recorded);
  loading.keep(issueView, issue, recorded);
  return issue;
}

/**
 * Brings the issue of a pull request into the world. Where both rows are recorded and differ, the pull
 * request's is the truth; but the issue's id and clock are its own.
 */
export function loadIssueOfPull(
  loading: Loading,
  repository: Repository,
  pull: RecordedPull,
  recorded: RecordedIssue | undefined,
): Issue {
  const id = recorded?.id ?? loading.world.identifiers.next("issue");
  const updated_at = recorded?.updated_at ?? pull.updated_at;
  const issue = createIssue(loading, repository, { ...recorded, ...pull, id, updated_at });
  if (recorded !== undefined) {
    loading.keep(issueView, issue, recorded);
  }
  return issue;
}

function createIssue(loading: Loading, repository: Repository, recorded: RecordedIssue): Issue {
  const { world } = loading;
  world.identifiers.reserve("issue", recorded.id);
  const issue: Issue = {
    type: "Issue",
    repository,
    id: recorded.id,
    nodeId: recorded.node_id,
    number: recorded.number,
    author: loadAccount(loading, recorded.user),
    authorAssociation: recorded.author_association ?? "NONE",
    createdAt: recorded.created_at,
    title: recorded.title,
    body: recorded.body || null,
    state: recorded.state,
    stateReason: recorded.state_reason ?? null,
    closedAt: recorded.closed_at,
    closedBy: loadAccount(loading, recorded.closed_by ?? null),
    locked: recorded.locked ?? false,
    lockReason: recorded.active_lock_reason ?? null,
    lastEditedAt: null,
    labels: (recorded.labels ?? []).map((label) => loadLabel(loading, repository, label)),
    assignees: (recorded.assignees ?? []).map((user) => loadUser(loading, user)),
    milestone: recorded.milestone ? loadMilestone(loading, repository, recorded.milestone) : null,
    comments: [],
    updatedAt: recorded.updated_at,
    pull: null,
  };
  addToRepository(issue);
  return issue;
}

/** Brings a conversation comment into the world. */
export function loadComment(
  loading: Loading,
  issue: Issue,
  recorded: RecordedComment,
): IssueComment {
  const { world } = loading;
  world.identifiers.reserve("issueComment", recorded.id);
  const comment: IssueComment = {
    type: "IssueComment",
    id: recorded.id,
    nodeId: recorded.node_id,
    issue,
    author: loadAccount(loading, recorded.user),
    authorAssociation: recorded.author_association ?? "NONE",
    createdAt: recorded.created_at,
    body: recorded.body ?? "",
    updatedAt: recorded.updated_at,
    lastEditedAt: null,
  };
  issue.comments.push(comment);
  loading.keep(issueCommentView, comment, recorded);
  issue.repository.issueComments.add(comment);
  return register(world, comment);
}

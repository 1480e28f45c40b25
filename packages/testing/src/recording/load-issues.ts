import type { Issue, IssueComment } from "../truth/issue.ts";
import type { Label, Milestone } from "../truth/label.ts";
import type { Repository } from "../truth/repository.ts";
import { addToRepository } from "../truth/verbs/issues.ts";
import { register, type World } from "../truth/world.ts";
import { loadAccount, loadUser } from "./load-accounts.ts";
import type { RecordedComment } from "./recorded-comments.ts";
import type { RecordedIssue, RecordedLabel, RecordedMilestone } from "./recording.ts";

/** Brings an issue row into the world; a pull request's is registered by the pull request. */
export function loadIssue(world: World, repository: Repository, recorded: RecordedIssue): Issue {
  world.identifiers.reserve("issue", recorded.id);
  const issue: Issue = {
    type: "Issue",
    repository,
    id: recorded.id,
    nodeId: recorded.node_id,
    number: recorded.number,
    author: loadAccount(world, recorded.user),
    authorAssociation: recorded.author_association ?? "NONE",
    createdAt: recorded.created_at,
    title: recorded.title,
    body: recorded.body || null,
    state: recorded.state,
    stateReason: recorded.state_reason ?? null,
    closedAt: recorded.closed_at,
    closedBy: null,
    locked: recorded.locked ?? false,
    lastEditedAt: null,
    labels: (recorded.labels ?? []).map((label) => loadLabel(world, repository, label)),
    assignees: (recorded.assignees ?? []).map((user) => loadUser(world, user)),
    milestone: recorded.milestone ? loadMilestone(world, repository, recorded.milestone) : null,
    comments: [],
    updatedAt: recorded.updated_at,
    pull: null,
  };
  addToRepository(issue);
  return issue;
}

/** Brings a conversation comment into the world. */
export function loadComment(world: World, issue: Issue, recorded: RecordedComment): IssueComment {
  world.identifiers.reserve("issueComment", recorded.id);
  const comment: IssueComment = {
    type: "IssueComment",
    id: recorded.id,
    nodeId: recorded.node_id,
    issue,
    author: loadAccount(world, recorded.user),
    authorAssociation: recorded.author_association ?? "NONE",
    createdAt: recorded.created_at,
    body: recorded.body ?? "",
    updatedAt: recorded.updated_at,
    lastEditedAt: null,
  };
  issue.comments.push(comment);
  issue.repository.issueComments.add(comment);
  return register(world, comment);
}

function loadLabel(world: World, repository: Repository, recorded: RecordedLabel): Label {
  const key = recorded.name.toLowerCase();
  const label: Label = repository.labels.get(key) ?? {
    type: "Label",
    id: recorded.id,
    nodeId: recorded.node_id,
    repository,
    name: recorded.name,
    color: recorded.color,
    description: recorded.description,
    default: recorded.default ?? false,
    createdAt: repository.createdAt,
  };
  world.identifiers.reserve("label", recorded.id);
  repository.labels.set(key, label);
  return register(world, label);
}

function loadMilestone(
  world: World,
  repository: Repository,
  recorded: RecordedMilestone,
): Milestone {
  const milestone: Milestone = repository.milestones.get(recorded.number) ?? {
    type: "Milestone",
    id: recorded.id,
    nodeId: recorded.node_id,
    repository,
    number: recorded.number,
    title: recorded.title,
    description: recorded.description,
    state: recorded.state,
    creator: loadAccount(world, recorded.creator ?? null),
    dueOn: recorded.due_on,
    createdAt: recorded.created_at,
    updatedAt: recorded.updated_at,
    closedAt: recorded.closed_at,
    counts: { open: 0, closed: 0 },
  };
  world.identifiers.reserve("milestone", recorded.id);
  repository.milestones.set(recorded.number, milestone);
  return register(world, milestone);
}

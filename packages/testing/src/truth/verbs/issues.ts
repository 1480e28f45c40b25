import { associationOf } from "../author-association.ts";
import { findIssue, findRepository, unknown } from "../find.ts";
import { nodeIdOf } from "../identifiers.ts";
import { count, setState } from "../issue-counts.ts";
import type { Issue, LockReason, Repository } from "../records.ts";
import type { Target, VerbCall, VerbTable } from "../verb.ts";
import { register, type World } from "../world.ts";
import { ensureAccount } from "./accounts.ts";
import { ensureLabel } from "./catalogue.ts";

/** What an issue and a pull request are opened with. */
export interface OpenIssue {
  readonly repository: string;
  /** Login of the author. */
  readonly actor: string;
  readonly title: string;
  /** @defaultValue null */
  readonly body?: string | null;
  /** Label names; unknown ones are created. @defaultValue none */
  readonly labels?: readonly string[];
  /** Logins. @defaultValue none */
  readonly assignees?: readonly string[];
}

/** What an edit changes; what is absent stays. */
export interface EditIssue extends Target {
  readonly title?: string;
  readonly body?: string | null;
}

/** How a plain issue is closed. */
export interface CloseIssue extends Target {
  readonly actor: string;
  /** @defaultValue "completed" */
  readonly reason?: "completed" | "duplicate" | "not_planned";
}

/** Verbs on plain issues; each returns the number. */
export interface IssueVerbs {
  /** Opens a plain issue, which takes the next number, and returns that. */
  openIssue(args: OpenIssue): number;
  /** Edits title or body. */
  editIssue(args: EditIssue): number;
  /** Closes one that is open. */
  closeIssue(args: CloseIssue): number;
  /** Opens a closed one again. */
  reopenIssue(args: Target): number;
}

/** Opens the issue row; a pull request passes its own node id, which both share. */
export function addIssue(
  call: VerbCall,
  repository: Repository,
  args: Omit<OpenIssue, "repository">,
  pullNodeId?: string,
): Issue {
  const { world, at } = call;
  const author = ensureAccount(call, args.actor);
  const id = world.identifiers.next("issue");
  const issue: Issue = {
    type: "Issue",
    repository,
    id,
    nodeId: pullNodeId ?? nodeIdOf("Issue", id),
    number: nextNumber(repository),
    author,
    authorAssociation: associationOf(repository, author),
    createdAt: at,
    title: args.title,
    body: args.body || null,
    state: "open",
    stateReason: null,
    closedAt: null,
    closedBy: null,
    locked: false,
    lastEditedAt: null,
    labels: (args.labels ?? []).map((name) => ensureLabel(call, repository, name)),
    assignees: (args.assignees ?? []).map((login) => ensureAccount(call, login)),
    milestone: null,
    comments: [],
    updatedAt: at,
    pull: null,
  };
  addToRepository(issue);
  return issue;
}

/** Files an issue under its number and in the lists. */
export function addToRepository(issue: Issue): void {
  issue.repository.byNumber.set(issue.number, issue);
  issue.repository.issues.add(issue);
  count(issue, 1);
}

/** No number is ever given twice, not even a deleted issue's. */
function nextNumber({ issues, departed }: Repository): number {
  return Math.max(issues.items.at(-1)?.number ?? 0, ...departed.keys()) + 1;
}

/** The plain issue of this number. */
export function findPlainIssue(world: World, { repository, number }: Target): Issue {
  const issue = findIssue(world, repository, number);
  return issue.pull === null ? issue : unknown(`an issue #${number}: it is a pull request`);
}

export const issueVerbs: VerbTable<IssueVerbs> = {
  openIssue(call, args) {
    const issue = addIssue(call, findRepository(call.world, args.repository), args);
    return register(call.world, issue).number;
  },
  editIssue({ world, at, touch }, args) {
    const issue = findPlainIssue(world, args);
    issue.title = args.title ?? issue.title;
    if (args.body !== undefined) {
      issue.body = args.body || null;
      issue.lastEditedAt = at;
    }
    touch(issue);
    return issue.number;
  },
  closeIssue(call, args) {
    const issue = findPlainIssue(call.world, args);
    setState(issue, "closed");
    issue.stateReason = args.reason ?? "completed";
    issue.closedAt = call.at;
    issue.closedBy = ensureAccount(call, args.actor);
    call.touch(issue);
    return issue.number;
  },
  reopenIssue({ world, touch }, args) {
    const issue = findPlainIssue(world, args);
    setState(issue, "open");
    issue.stateReason = "reopened";
    issue.closedAt = null;
    issue.closedBy = null;
    touch(issue);
    return issue.number;
  },
};

/** Verbs on who may go on talking; each returns the number. */
export interface LockVerbs {
  /** Locks the conversation. @defaultValue `reason` is none */
  lockConversation(args: Target & { readonly reason?: LockReason }): number;
  /** Unlocks the conversation. */
  unlockConversation(args: Target): number;
}

export const lockVerbs: VerbTable<LockVerbs> = {
  lockConversation({ world, touch }, args) {
    const issue = findIssue(world, args.repository, args.number);
    issue.locked = true;
    issue.lockReason = args.reason ?? null;
    touch(issue);
    return issue.number;
  },
  unlockConversation({ world, touch }, args) {
    const issue = findIssue(world, args.repository, args.number);
    issue.locked = false;
    issue.lockReason = null;
    touch(issue);
    return issue.number;
  },
};

import { associationOf } from "../author-association.ts";
import { findRepository } from "../find.ts";
import { nodeIdOf } from "../identifiers.ts";
import type { Issue } from "../issue.ts";
import { count } from "../issue-counts.ts";
import type { Repository } from "../repository.ts";
import type { VerbCall, VerbTable } from "../verb.ts";
import { register } from "../world.ts";
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

/** Verbs on plain issues. */
export interface IssueVerbs {
  /** Opens a plain issue, which takes the next number, and returns that. */
  openIssue(args: OpenIssue): number;
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

export const issueVerbs: VerbTable<IssueVerbs> = {
  openIssue(call, args) {
    const issue = addIssue(call, findRepository(call.world, args.repository), args);
    return register(call.world, issue).number;
  },
};

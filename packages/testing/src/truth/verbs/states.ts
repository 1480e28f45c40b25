import type { Account } from "../account.ts";
import { bumpBase } from "../bump.ts";
import { findPullRequest } from "../find.ts";
import { nodeIdOf, shaOf } from "../identifiers.ts";
import { setState } from "../issue-counts.ts";
import { keepIssue } from "../keep.ts";
import type { Commit, Issue, PullRequest } from "../records.ts";
import type { Target, VerbCall, VerbTable } from "../verb.ts";
import { registerCommit } from "../world.ts";
import { ensureAccount } from "./accounts.ts";

/** Names a pull request and who acts on it. */
export type StateChange = Target & { readonly actor: string };

/** Verbs on the state of a pull request; each returns its number. */
export interface StateVerbs {
  /** Turns a draft into a pull request that asks for reviews. */
  markReadyForReview(args: Target): number;
  /** Turns a pull request into a draft. */
  convertToDraft(args: Target): number;
  /** Closes without merging. */
  closePullRequest(args: StateChange): number;
  /** Opens a closed, unmerged one again. */
  reopenPullRequest(args: Target): number;
  /** Merges, closing with it the plain issues that it was to close. */
  mergePullRequest(args: StateChange): number;
}

function setDraft({ world, touch }: VerbCall, args: Target, draft: boolean): number {
  const pull = findPullRequest(world, args.repository, args.number);
  pull.draft = draft;
  touch(pull.issue);
  return pull.issue.number;
}

function close({ world, at, touch }: VerbCall, issue: Issue, actor: Account): void {
  keepIssue(world, issue);
  setState(issue, "closed");
  issue.closedAt = at;
  issue.closedBy = actor;
  touch(issue);
}

function requireState(pull: PullRequest, state: "open" | "closed"): void {
  const actual = pull.mergedAt === null ? pull.issue.state : "merged";
  if (actual !== state) {
    throw new Error(`Pull request #${pull.issue.number} is ${actual}, not ${state}.`);
  }
}

function mergeCommit({ world, at }: VerbCall, pull: PullRequest, actor: Account): Commit {
  const { repository, number, title } = pull.issue;
  const serial = world.identifiers.next("commit");
  const who = { name: actor.login, email: `${actor.login}@users.noreply.github.com`, date: at };
  return registerCommit(world, {
    type: "Commit",
    repository,
    sha: shaOf(`commit/${repository.id}/${serial}`),
    nodeId: nodeIdOf("Commit", serial),
    treeSha: shaOf(`tree/${repository.id}/${serial}`),
    message: `Merge pull request #${number} from ${pull.head.owner?.login}/${pull.head.ref}\n\n${title}`,
    author: { ...who, account: actor },
    committer: { name: "GitHub", email: "noreply@github.com", date: at, account: null },
    parents: [pull.base.sha, pull.head.sha],
  });
}

export const stateVerbs: VerbTable<StateVerbs> = {
  markReadyForReview: (call, args) => setDraft(call, args, false),
  convertToDraft: (call, args) => setDraft(call, args, true),
  closePullRequest(call, args) {
    const pull = findPullRequest(call.world, args.repository, args.number);
    requireState(pull, "open");
    close(call, pull.issue, ensureAccount(call, args.actor));
    return args.number;
  },
  reopenPullRequest({ world, touch }, args) {
    const pull = findPullRequest(world, args.repository, args.number);
    requireState(pull, "closed");
    setState(pull.issue, "open");
    pull.issue.closedAt = null;
    pull.issue.closedBy = null;
    touch(pull.issue);
    return args.number;
  },
  mergePullRequest(call, args) {
    const pull = findPullRequest(call.world, args.repository, args.number);
    requireState(pull, "open");
    const actor = ensureAccount(call, args.actor);
    pull.mergedAt = call.at;
    pull.mergedBy = actor;
    pull.mergeCommit = mergeCommit(call, pull, actor);
    pull.issue.repository.pushedAt = call.at;
    if (pull.issue.author !== null) {
      pull.issue.repository.contributors.add(pull.issue.author);
    }
    close(call, pull.issue, actor);
    bumpBase(call.world, pull.issue.repository, pull.base.ref, call.at);
    for (const issue of pull.closes.filter(({ state }) => state === "open")) {
      issue.stateReason = "completed";
      close(call, issue, actor);
    }
    return args.number;
  },
};

import { restLogin } from "../account.ts";
import { findIssue, findPullRequest, findRepository } from "../find.ts";
import { nodeIdOf, shaOf } from "../identifiers.ts";
import type { Issue, PullRequest } from "../records.ts";
import type { Target, VerbCall, VerbTable } from "../verb.ts";
import { register, type World } from "../world.ts";
import { ensureAccount } from "./accounts.ts";
import { type CommitInput, createCommits, moveHead } from "./commits.ts";
import { createFiles, type FileInput } from "./files.ts";
import { addIssue, findPlainIssue, type OpenIssue } from "./issues.ts";
import { ensureFork } from "./repositories.ts";

/** Where a pull request comes from and goes to, and what it brings. */
export interface PullRequestContent {
  /** Branch it comes from. @defaultValue "branch-N" by its number */
  readonly head?: string;
  /** Full name of the fork it comes from, created if need be. @defaultValue the repository itself */
  readonly fork?: string;
  /** Branch it goes to. @defaultValue the default branch */
  readonly base?: string;
  /** @defaultValue false */
  readonly draft?: boolean;
  /** @defaultValue one commit by the actor */
  readonly commits?: readonly CommitInput[];
  /** @defaultValue one modified file */
  readonly files?: readonly FileInput[];
  /** Numbers of plain issues that merging closes. @defaultValue none */
  readonly closes?: readonly number[];
}

/** A pull request to open. */
export interface OpenPullRequest extends OpenIssue, PullRequestContent {}

/** A plain issue to make a pull request of, and who does it. */
export interface ConvertIssue extends Target, PullRequestContent {
  /** Login of who opens the pull request; the author stays the issue's. */
  readonly actor: string;
}

/** What an edit changes; what is absent stays. */
export interface EditPullRequest extends Target {
  readonly title?: string;
  readonly body?: string | null;
  /** The branch it goes to. */
  readonly base?: string;
}

/** Verbs on a pull request itself. */
export interface PullRequestVerbs {
  /** Opens a pull request, which takes the next number, and returns that. */
  openPullRequest(args: OpenPullRequest): number;
  /**
   * Makes a pull request of a plain issue and returns the number, which stays the issue's. The pull request is created now, so numbers
   * don't follow creation. GitHub docs: REST "Pulls", "Create a pull request", `issue`.
   */
  convertIssue(args: ConvertIssue): number;
  /** Edits title, body or base and returns the number. */
  editPullRequest(args: EditPullRequest): number;
}

export const pullRequestVerbs: VerbTable<PullRequestVerbs> = {
  openPullRequest(call, args) {
    const { world } = call;
    const repository = findRepository(world, args.repository);
    const closes = closedBy(world, args);
    const id = world.identifiers.next("pullRequest");
    const issue = addIssue(call, repository, args, nodeIdOf("PullRequest", id));
    return addPull(call, issue, args, { id, closes });
  },
  convertIssue(call, args) {
    const { world, at } = call;
    const issue = findPlainIssue(world, args);
    const closes = closedBy(world, args);
    const id = world.identifiers.next("pullRequest");
    world.nodes.delete(issue.nodeId);
    issue.nodeId = nodeIdOf("PullRequest", id);
    addPull(call, issue, { ...args, title: issue.title }, { id, closes, createdAt: at });
    call.touch(issue);
    return issue.number;
  },
  editPullRequest({ world, at, touch }, args) {
    const pull = findPullRequest(world, args.repository, args.number);
    const { issue } = pull;
    issue.title = args.title ?? issue.title;
    if (args.body !== undefined) {
      issue.body = args.body || null;
      issue.lastEditedAt = at;
    }
    if (args.base !== undefined && args.base !== pull.base.ref) {
      pull.base.ref = args.base;
      pull.base.sha = shaOf(`${issue.repository.id}/${args.base}/${issue.number}`);
    }
    touch(issue);
    return issue.number;
  },
};

/** Puts a pull request beside its issue. */
function addPull(
  call: VerbCall,
  issue: Issue,
  args: PullRequestContent & Pick<OpenPullRequest, "actor" | "title">,
  own: Pick<PullRequest, "id" | "closes" | "createdAt">,
): number {
  const { world, at } = call;
  const { repository, nodeId } = issue;
  const author = ensureAccount(call, args.actor);
  const headRepository = args.fork === undefined ? repository : ensureFork(call, args.fork);
  const base = args.base ?? repository.defaultBranch;
  const pull: PullRequest = {
    ...own,
    type: "PullRequest",
    nodeId,
    issue,
    head: {
      ref: args.head ?? `branch-${issue.number}`,
      sha: "",
      repository: headRepository,
      owner: headRepository.owner,
    },
    base: {
      ref: base,
      sha: shaOf(`${repository.id}/${base}/${issue.number}`),
      repository,
      owner: repository.owner,
    },
    draft: args.draft ?? false,
    mergedAt: null,
    mergedBy: null,
    mergeCommit: null,
    testMergeSha: null,
    maintainerCanModify: args.fork !== undefined,
    requestedReviewers: [],
    commits: [],
    files: createFiles(args.files ?? [{ path: `src/change-${issue.number}.ts` }]),
    reviews: [],
    threads: [],
    updatedAt: at,
  };
  const commits = args.commits ?? [{ message: args.title }];
  pull.commits.push(...createCommits(call, pull, commits, restLogin(author)));
  moveHead(pull);
  issue.pull = pull;
  repository.pulls.add(pull);
  register(world, pull);
  return issue.number;
}

/** Plain issues that a merge closes. */
function closedBy(
  world: World,
  { repository, closes = [] }: PullRequestContent & Pick<OpenPullRequest, "repository">,
): Issue[] {
  return closes.map((number) => findIssue(world, repository, number));
}

import { toInstant } from "../../instant.ts";
import { findPullRequest } from "../find.ts";
import { nodeIdOf, shaOf } from "../identifiers.ts";
import type { Commit, GitActor, PullRequest } from "../records.ts";
import type { Target, VerbCall, VerbTable } from "../verb.ts";
import { registerCommit } from "../world.ts";
import { ensureAccount } from "./accounts.ts";
import { createFiles, type FileInput, mergeFiles } from "./files.ts";

/** Who wrote or applied a commit. */
export interface GitActorInput {
  /** `null` for an address that belongs to no account. @defaultValue the actor's login */
  readonly login?: string | null;
  /** @defaultValue the login */
  readonly name?: string;
  /** @defaultValue "<name>@users.noreply.github.com" */
  readonly email?: string;
  /** ISO 8601. @defaultValue the instant of the push */
  readonly date?: string;
}

/** A commit to push. */
export interface CommitInput {
  readonly message: string;
  readonly author?: GitActorInput;
  /** @defaultValue the author, at the instant of the push */
  readonly committer?: GitActorInput;
}

/** A push to a pull request's head. */
export interface PushCommits extends Target {
  /** @defaultValue the pull request's author, or `ghost` */
  readonly actor?: string;
  readonly commits: readonly CommitInput[];
  /** Files whose changes the push adds to the pull request's, or replaces. @defaultValue none */
  readonly files?: readonly FileInput[];
  /** Whether the commits and files replace all before them. @defaultValue false */
  readonly forced?: boolean;
}

/** Verbs on a pull request's commits. */
export interface CommitVerbs {
  /**
   * Pushes to the head and returns the new head's sha. Review comments on the files of the push become
   * outdated, the others move to the new head; their own stamps stay.
   */
  pushCommits(args: PushCommits): string;
}

/** Creates commits on top of a pull request's head. */
export function createCommits(
  call: VerbCall,
  pull: PullRequest,
  inputs: readonly CommitInput[],
  login: string,
): Commit[] {
  const repository = pull.head.repository ?? pull.issue.repository;
  let parent = pull.commits.at(-1)?.sha ?? pull.base.sha;
  return inputs.map((input) => {
    const author = gitActor(call, input.author, login);
    const serial = call.world.identifiers.next("commit");
    const commit: Commit = {
      type: "Commit",
      repository: pull.issue.repository,
      sha: shaOf(`commit/${repository.id}/${serial}`),
      nodeId: nodeIdOf("Commit", serial),
      treeSha: shaOf(`tree/${repository.id}/${serial}`),
      message: input.message,
      author,
      committer: input.committer
        ? gitActor(call, input.committer, login)
        : { ...author, date: call.at },
      parents: [parent],
    };
    parent = commit.sha;
    return registerCommit(call.world, commit);
  });
}

/** Puts the head on the last commit, with a new commit that tries the merge out. */
export function moveHead(pull: PullRequest): void {
  pull.head.sha = pull.commits.at(-1)?.sha ?? pull.base.sha;
  pull.testMergeSha = shaOf(`merge/${pull.base.sha}/${pull.head.sha}`);
}

function gitActor(call: VerbCall, input: GitActorInput = {}, fallback: string): GitActor {
  const login = input.login === undefined ? fallback : input.login;
  const name = input.name ?? login ?? "unknown";
  return {
    name,
    email: input.email ?? `${name}@users.noreply.github.com`,
    date: input.date === undefined ? call.at : toInstant(new Date(input.date)),
    account: login === null ? null : ensureAccount(call, login),
  };
}

export const commitVerbs: VerbTable<CommitVerbs> = {
  pushCommits(call, args) {
    const pull = findPullRequest(call.world, args.repository, args.number);
    const { issue } = pull;
    const actor = args.actor ?? issue.author?.login ?? "ghost";
    const files = createFiles(args.files ?? []);
    if (args.forced) {
      pull.commits = [];
      pull.files = files;
    } else {
      pull.files = mergeFiles(pull.files, files);
    }
    pull.commits = [...pull.commits, ...createCommits(call, pull, args.commits, actor)];
    moveHead(pull);
    issue.repository.pushedAt = call.at;
    reanchor(pull, new Set(files.map((file) => file.path)));
    call.touch(issue);
    return pull.head.sha;
  },
};

/** Moves a pull request's threads to its new head; those on touched files lose their place. */
export function reanchor(pull: PullRequest, touchedPaths: ReadonlySet<string>): void {
  for (const thread of pull.threads) {
    if (touchedPaths.has(thread.anchor.path)) {
      thread.isOutdated = true;
    }
    for (const comment of thread.comments) {
      if (thread.isOutdated) {
        comment.anchor.line = null;
        comment.anchor.startLine = null;
        comment.anchor.position = null;
      } else {
        comment.commitSha = pull.head.sha;
      }
    }
  }
}

import { nodeIdOf, shaOf } from "../truth/identifiers.ts";
import type { Commit, GitActor, Repository, ReviewThread } from "../truth/records.ts";
import { registerCommit, type World } from "../truth/world.ts";
import { commitView } from "../wire/rest/views/commit-view.ts";
import { loadAccount } from "./load-accounts.ts";
import type { Loading } from "./loading.ts";
import type { RecordedCommit, RecordedPull } from "./recording.ts";

/** Brings a commit into the world. */
export function loadCommit(
  loading: Loading,
  repository: Repository,
  recorded: RecordedCommit,
): Commit {
  const { commit } = recorded;
  const loaded = registerCommit(loading.world, {
    type: "Commit",
    repository,
    sha: recorded.sha,
    nodeId: recorded.node_id,
    treeSha: commit.tree.sha,
    message: commit.message,
    author: { ...commit.author, account: loadAccount(loading, recorded.author) },
    committer: { ...commit.committer, account: loadAccount(loading, recorded.committer) },
    parents: recorded.parents.map(({ sha }) => sha),
  });
  loading.keep(commitView, loaded, recorded);
  return loaded;
}

/** The merge commit of a pull request. A recording has only its sha. */
export function mergeCommitOf(
  world: World,
  repository: Repository,
  { merge_commit_sha: sha, merged_at: date, number, head, base }: RecordedPull,
): Commit | null {
  if (!sha || date === null) {
    return null;
  }
  const parents = [base.sha, head.sha];
  const message = `Merge pull request #${number}`;
  return knownBySha(world, repository, sha, { date, message, parents });
}

/** Adds the commits of reviews and their comments. A recording may have only their sha: GitHub keeps commits that a forced push removed. */
export function loadNamedCommits(world: World, repository: Repository): void {
  for (const { reviews, threads } of repository.pulls.items) {
    for (const { commitSha, submittedAt } of reviews) {
      if (commitSha !== null) {
        knownBySha(world, repository, commitSha, { date: submittedAt });
      }
    }
    for (const { commitSha, originalCommitSha, createdAt } of threads.flatMap(commentsOf)) {
      knownBySha(world, repository, commitSha, { date: createdAt });
      knownBySha(world, repository, originalCommitSha, { date: createdAt });
    }
  }
}

const commentsOf = ({ comments }: ReviewThread) => comments;

function knownBySha(
  world: World,
  repository: Repository,
  sha: string,
  more: Pick<GitActor, "date"> & Partial<Pick<Commit, "message" | "parents">>,
): Commit {
  const { date, message = "Not recorded", parents = [] } = more;
  const unknown = {
    name: "unknown",
    email: "unknown@users.noreply.github.com",
    date,
    account: null,
  };
  return (
    world.commits.get(sha) ??
    registerCommit(world, {
      type: "Commit",
      repository,
      sha,
      nodeId: nodeIdOf("Commit", sha),
      treeSha: shaOf(`tree/${sha}`),
      message,
      author: unknown,
      committer: unknown,
      parents,
    })
  );
}

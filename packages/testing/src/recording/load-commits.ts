import type { Commit } from "../truth/commit.ts";
import { nodeIdOf, shaOf } from "../truth/identifiers.ts";
import type { Repository } from "../truth/repository.ts";
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

/** The commit that a merged pull request ended in, of which a recording tells but the sha. */
export function mergeCommitOf(
  world: World,
  repository: Repository,
  { merge_commit_sha: sha, merged_at: date, number, head, base }: RecordedPull,
): Commit | null {
  if (!sha || date === null) {
    return null;
  }
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
      message: `Merge pull request #${number}`,
      author: unknown,
      committer: unknown,
      parents: [base.sha, head.sha],
    })
  );
}

import { nodeIdOf } from "../truth/identifiers.ts";
import type { Issue } from "../truth/issue.ts";
import type { Branch, PullRequest } from "../truth/pull-request.ts";
import { register, type World } from "../truth/world.ts";
import { deriveFiles } from "./derive-files.ts";
import { loadAccount, loadUser } from "./load-accounts.ts";
import { loadCommit, mergeCommitOf } from "./load-commits.ts";
import { loadRepository } from "./load-repository.ts";
import type { RecordedBranch, RecordedPull, Recording } from "./recording.ts";

/** Brings a pull request into the world, beside its issue. */
export function loadPull(
  world: World,
  issue: Issue,
  recorded: RecordedPull,
  recording: Recording,
): PullRequest {
  const { number, repository } = issue;
  world.identifiers.reserve("pullRequest", recorded.id);
  const commits = (recording.commits[number] ?? []).map((commit) =>
    loadCommit(world, repository, commit),
  );
  const pull: PullRequest = {
    type: "PullRequest",
    id: recorded.id,
    nodeId: recorded.node_id,
    issue,
    head: branch(world, recorded.head),
    base: { ...branch(world, recorded.base), repository },
    draft: recorded.draft ?? false,
    mergedAt: recorded.merged_at,
    mergedBy: null,
    mergeCommit: mergeCommitOf(world, repository, recorded),
    testMergeSha: recorded.merge_commit_sha ?? null,
    maintainerCanModify: false,
    requestedReviewers: [],
    closes: [],
    commits,
    files: deriveFiles(recording.reviewComments[number] ?? []),
    reviews: [],
    threads: [],
    updatedAt: recorded.updated_at,
  };
  pull.requestedReviewers = (recorded.requested_reviewers ?? []).map((user) => {
    const id = world.identifiers.next("reviewRequest");
    const nodeId = nodeIdOf("ReviewRequest", id);
    return register(world, {
      type: "ReviewRequest",
      id,
      nodeId,
      pull,
      reviewer: loadUser(world, user),
    });
  });
  if (pull.mergedAt !== null && issue.author !== null) {
    repository.contributors.add(issue.author);
  }
  issue.pull = pull;
  repository.pulls.add(pull);
  return register(world, pull);
}

function branch(world: World, { ref, sha, user, repo }: RecordedBranch): Branch {
  return {
    ref,
    sha,
    owner: loadAccount(world, user),
    repository: repo && loadRepository(world, repo),
  };
}

import type { ChangedFile } from "../truth/changed-file.ts";
import type { Branch, Issue, PullRequest } from "../truth/records.ts";
import { createFiles } from "../truth/verbs/files.ts";
import { register } from "../truth/world.ts";
import { fullPullRequestView } from "../wire/rest/views/full-pull-request-view.ts";
import { pullRequestView } from "../wire/rest/views/pull-request-view.ts";
import { loadAccount } from "./load-accounts.ts";
import { loadCommit, mergeCommitOf } from "./load-commits.ts";
import { loadRepository } from "./load-repository.ts";
import { loadReviewRequests } from "./load-review-requests.ts";
import type { Loading } from "./loading.ts";
import type { RecordedReviewComment } from "./recorded-comments.ts";
import type { RecordedBranch, RecordedPull, Recording } from "./recording.ts";

/** Brings a pull request into the world, beside its issue. */
export function loadPull(
  loading: Loading,
  issue: Issue,
  recorded: RecordedPull,
  recording: Recording,
): PullRequest {
  const { world } = loading;
  const { number, repository } = issue;
  world.identifiers.reserve("pullRequest", recorded.id);
  const commits = (recording.commits[number] ?? []).map((commit) =>
    loadCommit(loading, repository, commit),
  );
  const pull: PullRequest = {
    ...(recorded.created_at !== issue.createdAt && { createdAt: recorded.created_at }),
    type: "PullRequest",
    id: recorded.id,
    nodeId: recorded.node_id,
    issue,
    head: branch(loading, recorded.head),
    base: { ...branch(loading, recorded.base), repository },
    draft: recorded.draft ?? false,
    mergedAt: recorded.merged_at,
    mergedBy: loadAccount(loading, recorded.merged_by ?? null),
    mergeCommit: mergeCommitOf(world, repository, recorded),
    testMergeSha: recorded.merge_commit_sha ?? null,
    maintainerCanModify: recorded.maintainer_can_modify ?? false,
    requestedReviewers: [],
    closes: [],
    commits,
    files: deriveFiles(recording.reviewComments[number] ?? []),
    reviews: [],
    threads: [],
    updatedAt: recorded.updated_at,
  };
  loadReviewRequests(loading, pull, recorded);
  if (pull.mergedAt !== null && issue.author !== null) {
    repository.contributors.add(issue.author);
  }
  issue.pull = pull;
  repository.pulls.add(pull);
  loading.keep(pullRequestView, pull, recorded);
  loading.keep(fullPullRequestView, pull, recorded);
  return register(world, pull);
}

function branch(loading: Loading, { ref, sha, user, repo }: RecordedBranch): Branch {
  return {
    ref,
    sha,
    owner: loadAccount(loading, user),
    repository: repo && loadRepository(loading, repo),
  };
}

/** The files that review comments stand on, changed as far as their longest hunk shows. */
export function deriveFiles(comments: readonly RecordedReviewComment[]): ChangedFile[] {
  const hunks = new Map<string, string>();
  for (const { path, diff_hunk } of comments) {
    if (diff_hunk.length >= (hunks.get(path)?.length ?? 0)) {
      hunks.set(path, diff_hunk);
    }
  }
  return createFiles(
    [...hunks].map(([path, patch]) => {
      const lines = patch.split("\n");
      const additions = lines.filter((line) => line.startsWith("+")).length;
      const deletions = lines.filter((line) => line.startsWith("-")).length;
      return { path, additions, deletions, patch };
    }),
  );
}

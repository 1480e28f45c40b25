import { nodeIdOf, shaOf } from "../truth/identifiers.ts";
import type { Commit, PullRequest } from "../truth/records.ts";
import { commitSha } from "./commit-sha.ts";
import { type Generation, indexOf } from "./generation.ts";

/** Makes the commit by which a pull request was merged, if it was. */
export function makeMergeCommit(
  { repository, spans }: Generation,
  { issue, head, base, mergedAt, mergedBy }: PullRequest,
): Commit | null {
  if (mergedAt === null || mergedBy === null) {
    return null;
  }
  const serial = spans.first("mergeCommit", indexOf(issue));
  const { login } = mergedBy;
  return {
    type: "Commit",
    repository,
    sha: commitSha(repository.id, serial),
    nodeId: nodeIdOf("Commit", serial),
    treeSha: shaOf(`tree/${repository.id}/${serial}`),
    message: `Merge pull request #${issue.number} from ${head.owner?.login}/${head.ref}\n\n${issue.title}`,
    author: {
      name: login,
      email: `${login}@users.noreply.github.com`,
      date: mergedAt,
      account: mergedBy,
    },
    committer: { name: "GitHub", email: "noreply@github.com", date: mergedAt, account: null },
    parents: [base.sha, head.sha],
  };
}

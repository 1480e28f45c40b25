import type { PullRequest } from "@ghsync/core";
import { at } from "../../at.ts";
import { octocat, robot } from "./example-children.ts";

/** A pull request with every field filled. */
export function examplePullRequest(
  number: number,
  changes: Partial<PullRequest> = {},
): PullRequest {
  return {
    number,
    id: 1_000_000 + number,
    nodeId: `PR_${number}`,
    url: `https://github.example/octo/repo/pull/${number}`,
    title: `Change ${number}`,
    body: "Why it changes.",
    state: "merged",
    draft: false,
    locked: false,
    author: octocat,
    authorAssociation: "MEMBER",
    createdAt: at(1),
    updatedAt: at(2),
    closedAt: at(2),
    mergedAt: at(2),
    mergedBy: robot,
    mergeCommitSha: "m".repeat(40),
    headRef: "change",
    headSha: "h".repeat(40),
    headRepository: "octocat/repo",
    baseRef: "main",
    baseSha: "b".repeat(40),
    additions: 10,
    deletions: 2,
    changedFiles: 2,
    labels: [{ nodeId: "LA_1", name: "bug", color: "d73a4a", description: null }],
    assignees: [octocat],
    requestedReviewers: [
      { kind: "actor", ...robot },
      { kind: "team", id: 7, slug: "core", name: "Core" },
    ],
    milestone: { number: 1, title: "1.0", state: "open", dueOn: at(9) },
    linkedIssues: [{ repository: "octo/repo", number: 4 }],
    ...changes,
  };
}

import type { Issue } from "./issue.ts";
import type { TruthNode } from "./truth-node.ts";
import type { World } from "./world.ts";

/** Puts a record under its node id, and into the lists of its repository. */
export function enlist(world: World, node: TruthNode): void {
  world.nodes.set(node.nodeId, node);
  switch (node.type) {
    case "Issue":
      enlistIssue(node);
      break;
    case "PullRequest":
      // One that was made of an issue came into its lists with that.
      if (node.createdAt === undefined) enlistIssue(node.issue);
      node.issue.repository.pulls.add(node);
      break;
    case "IssueComment":
      node.issue.repository.issueComments.add(node);
      break;
    case "PullRequestReviewComment":
      node.pull.issue.repository.reviewComments.add(node);
      break;
  }
}

/** Takes a record from where {@link enlist} puts it. */
export function unlist(world: World, node: TruthNode): void {
  world.nodes.delete(node.nodeId);
  switch (node.type) {
    case "Issue":
      unlistIssue(node);
      break;
    case "PullRequest":
      if (node.createdAt === undefined) unlistIssue(node.issue);
      node.issue.repository.pulls.remove(node);
      break;
    case "IssueComment":
      node.issue.repository.issueComments.remove(node);
      break;
    case "PullRequestReviewComment":
      node.pull.issue.repository.reviewComments.remove(node);
      break;
  }
}

function enlistIssue(issue: Issue): void {
  issue.repository.byNumber.set(issue.number, issue);
  issue.repository.issues.add(issue);
}

function unlistIssue(issue: Issue): void {
  issue.repository.byNumber.delete(issue.number);
  issue.repository.issues.remove(issue);
}

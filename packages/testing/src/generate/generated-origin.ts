import { readNodeId } from "../truth/identifiers.ts";
import type { Commit, PullRequest, TruthNode } from "../truth/records.ts";
import type { Origin } from "../truth/world.ts";
import { type Children, makeChildren, makePassingChildren } from "./children.ts";
import { serialOf } from "./generated-commits.ts";
import { type Generation, indexOf } from "./generation.ts";
import type { SpanKind } from "./identifier-spans.ts";
import { fix } from "./lazy-properties.ts";
import { createRecentlyUsed } from "./recently-used.ts";

/** A generated repository as the origin of what hangs below its pull requests. */
export interface GeneratedOrigin extends Origin {
  /** The children of a pull request that isn't settled, made if need be. */
  childrenOf(pull: PullRequest): Children;
}

/** How many pull requests' children are kept at a time, so that a walk over all leaves no trace. */
const KEPT = 256;

/** Creates the origin of a generation. */
export function createGeneratedOrigin(generation: Generation): GeneratedOrigin {
  const { repository, spans, plan } = generation;
  const settled = new Set<PullRequest>();
  const children = createRecentlyUsed(KEPT, (pull: PullRequest) =>
    makePassingChildren(generation, pull),
  );
  const isUnsettled = (pull: PullRequest) =>
    pull.issue.repository === repository && indexOf(pull) < plan.total && !settled.has(pull);
  const pullAround = (kind: SpanKind, id: number): PullRequest | undefined => {
    const pull = repository.byNumber.get(spans.locate(kind, id) + 1)?.pull;
    return pull && isUnsettled(pull) ? pull : undefined;
  };
  const find = (type: string, id: number): TruthNode | undefined => {
    const byId = (record: { readonly id: number }) => record.id === id;
    switch (type) {
      case "Issue":
        return repository.issues.find(id);
      case "PullRequest":
        return repository.pulls.find(id);
      case "IssueComment":
        return repository.issueComments.find(id);
      case "PullRequestReviewComment":
        return repository.reviewComments.find(id);
      case "PullRequestReview":
        return pullAround("review", id)?.reviews.find(byId);
      case "PullRequestReviewThread":
        return pullAround("thread", id)?.threads.find(byId);
      case "ReviewRequest":
        return pullAround("reviewRequest", id)?.requestedReviewers.find(byId);
      case "Commit":
        return commitOf(id);
      default:
        return undefined;
    }
  };
  const commitOf = (serial: number): Commit | undefined => {
    const merged = pullAround("mergeCommit", serial);
    if (merged?.mergeCommit && spans.first("mergeCommit", indexOf(merged)) === serial) {
      return merged.mergeCommit;
    }
    const pull = pullAround("commit", serial);
    return pull?.commits[serial - spans.first("commit", indexOf(pull))];
  };
  return {
    childrenOf: (pull) => children.get(pull),
    settle(pull) {
      if (isUnsettled(pull)) {
        settled.add(pull);
        children.forget(pull);
        settleChildren(generation, pull);
      }
    },
    node(nodeId) {
      const named = readNodeId(nodeId);
      const found = named && find(named.type, named.id);
      return found?.nodeId === nodeId ? found : undefined;
    },
    commit(sha) {
      const serial = serialOf(repository.id, sha);
      return serial === undefined ? undefined : commitOf(serial);
    },
  };
}

/**
 * Makes the children of a pull request its own, and known to the world as if verbs had made them. They
 * aren't registered as new: they were there all along, also for a read that lags.
 */
function settleChildren(generation: Generation, pull: PullRequest): void {
  const { nodes, commits } = generation.world;
  const { places, ...lists } = makeChildren(generation, pull);
  const { mergeCommit, testMergeSha } = pull;
  fix(pull, { ...lists, mergeCommit, testMergeSha });
  const comments = lists.threads.flatMap((thread) => thread.comments);
  for (const comment of comments) {
    fix(comment, places.get(comment.id) ?? {});
  }
  const ownCommits = [...lists.commits, ...(mergeCommit ? [mergeCommit] : [])];
  for (const commit of ownCommits) {
    commits.set(commit.sha, commit);
  }
  const others = [...lists.reviews, ...lists.threads, ...comments, ...pull.requestedReviewers];
  for (const record of [...ownCommits, ...others]) {
    nodes.set(record.nodeId, record);
  }
}

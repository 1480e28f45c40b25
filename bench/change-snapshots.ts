import type { PullRequestSnapshot } from "@ghsync/core";

/** A page of which this share was changed: each such pull request has a new stamp and title, and one comment more. */
export function changeSnapshots(
  snapshots: readonly PullRequestSnapshot[],
  share: number,
): PullRequestSnapshot[] {
  return snapshots.map((snapshot) => {
    const { pullRequest, children, readAt } = snapshot;
    if (pullRequest.number % Math.round(1 / share) !== 0) return snapshot;
    const comment = {
      id: 9_000_000_000 + pullRequest.number,
      nodeId: `IC_${pullRequest.number}`,
      author: pullRequest.author,
      authorAssociation: "MEMBER",
      body: "One more.",
      createdAt: readAt,
      updatedAt: readAt,
      url: `${pullRequest.url}#issuecomment`,
    };
    return {
      ...snapshot,
      pullRequest: { ...pullRequest, title: `${pullRequest.title}.`, updatedAt: readAt },
      children: { ...children, comments: [...(children.comments ?? []), comment] },
    };
  });
}

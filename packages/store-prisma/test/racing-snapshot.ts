import type { PullRequestSnapshot } from "@ghsync/core";
import { exampleChildren } from "../../testing/src/contracts/repo-store/example/example-children.ts";
import { exampleSnapshot } from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";

/** A pull request whose rows all name the revision that writes them; each revision has other comments than the one before. */
export function snapshotOf(revision: number): PullRequestSnapshot {
  const body = String(revision);
  const comments = [revision, revision + 1, revision + 2].map((id) => ({
    ...exampleChildren.comments,
    id,
    body,
  }));
  return exampleSnapshot(1, {
    pullRequest: { title: body },
    children: { reviews: [{ ...exampleChildren.reviews, body }], comments },
  });
}

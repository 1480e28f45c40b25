import type { Actor, Commit, Review } from "@ghsync/core";
import { at } from "../../testing/src/contracts/at.ts";
import { exampleChildren } from "../../testing/src/contracts/repo-store/example/example-children.ts";

/** Creates an account with this login. */
export const actor = (login: string, changes: Partial<Actor> = {}): Actor => ({
  id: null,
  login,
  avatarUrl: null,
  type: "User",
  ...changes,
});

/** Creates a commenting review by hubot on the head, submitted `minutes` after noon. */
export function exampleReview(minutes: number, changes: Partial<Review> = {}): Review {
  return {
    ...exampleChildren.reviews,
    author: actor("hubot"),
    state: "commented",
    submittedAt: at(minutes),
    ...changes,
  };
}

/** Creates a commit, authored `minutes` after noon and committed much later. */
export function exampleCommit(minutes: number | null): Commit {
  const authoredAt = minutes === null ? null : at(minutes);
  return { ...exampleChildren.commits, authoredAt, committedAt: at(1000) };
}

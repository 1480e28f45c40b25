import { hash } from "node:crypto";
import type {
  ChangedFile,
  Comment,
  Commit,
  RequestedReviewer,
  Review,
  ReviewComment,
} from "@ghsync/core";
import { actorColumns } from "./actor-columns.ts";

/** The columns of a review, keys of the pull request aside. */
export function reviewRow({ author, ...review }: Review) {
  return { ...review, ...actorColumns("author", author) };
}

/** The columns of a review comment, keys of the pull request aside. */
export function reviewCommentRow({ author, ...comment }: ReviewComment) {
  return { ...comment, ...actorColumns("author", author) };
}

/** The columns of a conversation comment, keys of the pull request aside. */
export function commentRow({ author, ...comment }: Comment) {
  return { ...comment, ...actorColumns("author", author) };
}

/** The columns of a commit, keys of the pull request aside. */
export function commitRow({ author, committer, ...commit }: Commit) {
  return {
    ...commit,
    ...actorColumns("author", author),
    ...actorColumns("committer", committer),
  };
}

/** The columns of a changed file, keys of the pull request aside. */
export function fileRow(file: ChangedFile) {
  // No index can hold every path: PostgreSQL's end at 2.7 kB, MySQL's at 3.
  return { ...file, pathHash: hash("sha256", file.path, "base64url") };
}

/** The columns of a reviewer that an open pull request waits for, keys of the pull request aside. */
export function reviewRequestRow(reviewer: RequestedReviewer) {
  return reviewer.kind === "team"
    ? { kind: "team", reviewer: reviewer.slug }
    : { kind: "actor", reviewer: reviewer.login };
}

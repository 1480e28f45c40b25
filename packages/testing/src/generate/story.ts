import type { ReviewState } from "../truth/review.ts";

/** The life of an issue or a pull request: what its rows show, and what happens below them. */
export interface Story {
  /** Login. */
  readonly author: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly openedMs: number;
  /** What the pull request is about; absent for a plain issue. */
  readonly change?: Change;
  /** What happens after the opening, in order. */
  readonly happenings: readonly Happening[];
}

/** What a pull request is opened with. */
export interface Change {
  readonly draft: boolean;
  /** Whether it comes from its author's fork. */
  readonly forked: boolean;
  /** How many. */
  readonly commits: number;
  /** How many. */
  readonly files: number;
}

/**
 * Something that happens to a pull request or an issue, under the name of the verb that does it.
 * Comments, reviews and threads are named by their turn, from 0.
 */
export type Happening = { readonly atMs: number } & (
  | { readonly verb: "comment"; readonly comment: number; readonly actor: string }
  | { readonly verb: "editComment"; readonly comment: number }
  | SubmittedReview
  | { readonly verb: "dismissReview"; readonly review: number }
  | { readonly verb: "replyToThread"; readonly thread: number; readonly actor: string }
  | { readonly verb: "resolveThread"; readonly thread: number; readonly actor: string }
  | { readonly verb: "pushCommits"; readonly commits: number }
  | {
      readonly verb: "requestReview";
      readonly reviewers: readonly string[];
      readonly teams: readonly string[];
    }
  | { readonly verb: "assign"; readonly assignees: readonly string[] }
  | { readonly verb: "setMilestone"; readonly milestone: number }
  | { readonly verb: "markReadyForReview" }
  | { readonly verb: "mergePullRequest" | "closePullRequest"; readonly actor: string }
);

/** A review, with the threads that it opens. */
export interface SubmittedReview {
  readonly verb: "submitReview";
  readonly review: number;
  readonly actor: string;
  readonly state: Exclude<ReviewState, "DISMISSED">;
  readonly threads: readonly number[];
}

/** What happens by one verb. */
export type Happened<Verb extends Happening["verb"]> = Happening & { readonly verb: Verb };

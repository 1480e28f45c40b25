import type { ReviewState } from "../truth/records.ts";
import type { SpanSizes } from "./identifier-spans.ts";

/** All that happens to an issue or a pull request. */
export interface Timeline {
  /** Login. */
  readonly author: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly openedMs: number;
  /** What the pull request is about; absent for a plain issue. */
  readonly change?: Change;
  /** What happens after the opening, in order. */
  readonly events: readonly TimelineEvent[];
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
export type TimelineEvent = { readonly atMs: number } & (
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

/** The events of one verb. */
export type EventOf<Verb extends TimelineEvent["verb"]> = TimelineEvent & { readonly verb: Verb };

/** How many reviews, threads, review requests and commits a timeline makes. */
export function sizesOf({ change, events }: Timeline): SpanSizes {
  const sizes = {
    review: 0,
    thread: 0,
    reviewRequest: 0,
    commit: change?.commits ?? 0,
    mergeCommit: 0,
  };
  for (const event of events) {
    switch (event.verb) {
      case "submitReview":
        sizes.review += 1;
        sizes.thread += event.threads.length;
        break;
      case "replyToThread":
        sizes.review += 1;
        break;
      case "requestReview":
        sizes.reviewRequest += event.reviewers.length + event.teams.length;
        break;
      case "pushCommits":
        sizes.commit += event.commits;
        break;
      case "mergePullRequest":
        sizes.mergeCommit += 1;
        break;
    }
  }
  return sizes;
}

import type { FakeGitHub } from "@ghsync/testing";
import type { Random } from "./random.ts";

/** What the changes of a history have made so far, as far as further changes build on it. */
export interface Made {
  /** The repository's present name. */
  repository: string;
  readonly formerNames: string[];
  readonly pullRequests: number[];
  readonly issues: number[];
  readonly reviews: { readonly number: number; readonly review: number }[];
  readonly comments: { readonly number: number; readonly comment: number }[];
  readonly reviewComments: () => readonly { readonly number: number; readonly comment: number }[];
  /** Comments that were deleted, which a list that lags still shows. */
  readonly gone: Set<number>;
  /** Pull requests that were taken away, which a list that lags still shows. */
  readonly removed: Set<number>;
  readonly states: Map<number, "open" | "closed" | "merged">;
  /** Pull requests from forks that are still there. */
  readonly forks: number[];
}

/** What a change works with. */
export interface Change {
  readonly truth: FakeGitHub["truth"];
  readonly made: Made;
  readonly random: Random;
  /** The pull request to change. */
  readonly number: number;
}

/**
 * A change of the truth that leaves a stamp on some list. Returns the pull request that it changed, which may differ from the given
 * one; `undefined` if it changed none.
 */
export type ChangeVerb = (change: Change) => number | undefined;

/** Verbs to draw from. */
export type ChangeVerbs = readonly [ChangeVerb, ...ChangeVerb[]];

export const people = ["mona", "hubot", "octocat"] as const;
export const logins = [...people, "dependabot[bot]"] as const;

/** The pull request of a change, as verbs take it. */
export function targetOf({ made, number }: Change) {
  return { repository: made.repository, number };
}

/** A text that is hardly there twice. */
export function textOf({ random }: Change): string {
  return `text ${random.integer(1, 1_000_000)}`;
}

/** Takes one of these out of their list. */
export function takeOne<T>(items: T[], random: Random): T | undefined {
  return items.splice(Math.floor(random.next() * items.length), 1)[0];
}

/** Takes all of these out of their list. */
export function leaveOut<T>(items: T[], isOut: (item: T) => boolean): void {
  items.splice(0, items.length, ...items.filter((item) => !isOut(item)));
}

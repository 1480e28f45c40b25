import { httpDate } from "../errors/http-date.ts";
import { dateless } from "./door-refusals.ts";
import type { DoorResponse } from "./judge-response.ts";
import type { Quota } from "./quota.ts";

type Answer = Pick<DoorResponse, "headers">;

/** GitHub's clock, as a client knows it by the `Date` of its answers. */
export interface GitHubClock {
  /** GitHub's time: the local clock, corrected by the last `Date`. */
  now(): Date;
  /** The local clock's time when GitHub's is that. */
  localTime(githubTime: Date): Date;
  /** GitHub's `Date` of the first answer that had one; absent before it. */
  firstAnswerAt(): Date | undefined;
  /**
   * GitHub's `Date` of an answer that was read; of one without, that of the answer before it, which is never too late for a bound.
   * @throws GhsyncError `response_invalid` while no answer had one: the local clock is no bound
   */
  dateOf(answer: Answer): Date;
}

/** Creates the clock of a client that has read no answer yet. */
export function createGitHubClock(
  quota: Pick<Quota, "skewMs">,
  now: () => Date,
): GitHubClock & { read(answer: Answer): void } {
  let first: Date | undefined;
  let last: Date | undefined;
  return {
    now: () => new Date(now().getTime() + quota.skewMs),
    localTime: (githubTime) => new Date(githubTime.getTime() - quota.skewMs),
    firstAnswerAt: () => first,
    read({ headers }) {
      const date = httpDate(headers.date);
      if (!date) return;
      quota.skewMs = date.getTime() - now().getTime();
      first ??= date;
      last = date;
    },
    dateOf({ headers }) {
      const date = httpDate(headers.date) ?? last;
      if (!date) throw dateless();
      return date;
    },
  };
}

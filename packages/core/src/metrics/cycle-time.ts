import type { Commit, PullRequest } from "../model/records.ts";
import { elapsedMs } from "./elapsed-ms.ts";

/**
 * How long a change took from the first work on it to its merge: milliseconds from the earliest `authoredAt` of its commits, or from
 * `createdAt` if that is earlier, to `mergedAt`. A rebase keeps `authoredAt`, so it does not shorten the cycle; an old commit that was
 * cherry-picked lengthens it. Pure.
 *
 * @returns `null` unless the pull request is merged (one that is closed has no end), and if no commit tells when it was written
 */
export function cycleTime(pullRequest: PullRequest, commits: readonly Commit[]): number | null {
  const authored = commits.flatMap(({ authoredAt }) => authoredAt?.getTime() ?? []);
  if (authored.length === 0) return null;
  // Not spread into Math.min: a pull request can have thousands of commits.
  const started = authored.reduce(
    (earliest, time) => Math.min(earliest, time),
    pullRequest.createdAt.getTime(),
  );
  return elapsedMs(new Date(started), pullRequest.mergedAt);
}

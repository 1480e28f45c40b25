import { latestStamp } from "../../changes/watermark.ts";
import { backoffMs } from "../../github/retry.ts";
import type { Hydration, UnreadPart } from "../../hydrate/batch.ts";
import type { PullRequestSnapshot } from "../../model/snapshot.ts";
import type { StreamName, StreamStamps } from "../../model/sync-state.ts";
import type {
  CommitPage,
  DirtyPullRequest,
  PullRequestState,
  SnapshotToStore,
} from "../../ports/repo-store.ts";

/** What one hydrated batch changes in the store. */
export interface HydrationVerdict
  extends Required<Pick<CommitPage, "snapshots" | "dirty" | "clean">> {
  /** Pull requests that GitHub no longer has. They are among `clean`. */
  readonly vanished: readonly number[];
}

export interface HydrationPolicy {
  /** How long GitHub's responses may lag, in milliseconds. */
  readonly settleMs: number;
  readonly random: () => number;
  /** Numbers for which the list shows the older state too. */
  readonly confirmed?: ReadonlySet<number>;
}

const secondMs = 1000;
/**
 * A change this soon after a read can have the stamp that the read shows: stamps have whole
 * seconds, and GitHub works on a response for up to ten.
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts
 */
const sameStampMs = 11_000;

/** Waits for a pull request that cannot be read: from one minute to six hours. */
const quarantine = { baseMs: 120_000, maxMs: 6 * 3_600_000 };

/**
 * Decides what of a batch is stored, what leaves the dirty list and what stays on it. Pure.
 *
 * - An older state never replaces a newer one. At equal stamps the later read wins.
 * - A pull request that changed shortly before the read is read once more, after the settling time:
 *   the response may lag. For the same reason, a pull request that GitHub does not show counts as
 *   gone only later.
 * - If a later change can have the same stamp as the read shows, the next run reads once more.
 * - A pull request with an unread part is stored without the part, and read again with a growing
 *   wait.
 * - A stamp that is ahead of the response by more than the lag is wrong. It covers no stream, and
 *   the pull request is read once more.
 * - If a state is older than a known stamp by more than the lag, one of the two is wrong. The state
 *   counts if the read before showed the same one, and the list shows it too.
 * - If a list of comments lacks the comment that marked the pull request, the stream is not covered.
 *   Once responses lag no more, the list counts if the read before showed the same one.
 */
export function judgeHydration(
  {
    snapshots,
    failures,
    unread,
    readAt,
  }: Pick<Hydration, "snapshots" | "failures" | "unread" | "readAt">,
  entries: readonly DirtyPullRequest[],
  stored: readonly PullRequestState[],
  { settleMs, random, confirmed = new Set() }: HydrationPolicy,
): HydrationVerdict {
  const readMs = readAt.getTime();
  const isAhead = (timeMs: number) => timeMs > readMs + settleMs;
  const believed = (stamps: StreamStamps): StreamStamps =>
    Object.fromEntries(Object.entries(stamps).filter(([, stamp]) => !isAhead(stamp.getTime())));
  const believedTime = (timeMs: number) => (isAhead(timeMs) ? readMs : timeMs);
  const backoffEnd = (attempts: number) =>
    new Date(readAt.getTime() + backoffMs(attempts, random(), quarantine));
  const entryOf = new Map(entries.map((entry) => [entry.number, entry]));
  const storedOf = new Map(stored.map((state) => [state.number, state]));
  const toStore: SnapshotToStore[] = [];
  const dirty: DirtyPullRequest[] = [];
  const clean: number[] = [];
  const vanished: number[] = [];

  for (const snapshot of snapshots) {
    const { number } = snapshot.pullRequest;
    const { stamps: marked = {}, attempts = 0, reason: before } = entryOf.get(number) ?? {};
    const state = storedOf.get(number);
    const stamps = believed(marked);
    const known = knownStamp(state, settleMs);
    const isBack = known !== undefined && snapshot.pullRequest.updatedAt < known;
    const goesBack = isOutdated(snapshot, state, stamps, { readAt, settleMs })
      ? goesBackTo(snapshot)
      : undefined;
    const missing = missingComments(snapshot, stamps, state);
    const overdue = missing.find(({ stamp }) => stamp.getTime() + settleMs < readMs);
    const doubt = goesBack ?? overdue?.reason;
    // Two reads that agree: GitHub no longer has what the list showed.
    const isAgreed = doubt !== undefined && before === doubt;
    const isBelieved = isAgreed && (goesBack === undefined || confirmed.has(number));
    const stale = isBack && !isBelieved;
    const answered = isBack ? {} : believed(state?.seen ?? {});
    const shown = isBelieved ? stamps : withoutStreams(stamps, missing);
    const seen = believed(coveredStamps(snapshot, shown, answered));
    if (!stale) toStore.push({ snapshot, seen });
    // Comments count too: a change during the read of their pages may be newer than what they
    // show.
    const newest = Math.max(
      ...[marked, shownStamps(snapshot)].flatMap(stampTimes).map(believedTime),
    );
    const settledAt = stale ? readMs + settleMs : newest + settleMs;
    const reason = reasonOf(unread.filter((part) => part.number === number));
    if (doubt !== undefined && !isBelieved) {
      const notBefore = new Date(readMs + Math.max(settleMs, quarantine.baseMs));
      dirty.push({ number, stamps, notBefore, attempts: 1, reason: doubt });
    } else if (reason !== undefined) {
      const waitEnd = backoffEnd(attempts + 1);
      dirty.push({ number, stamps, notBefore: waitEnd, attempts: attempts + 1, reason });
    } else if (settledAt > readMs) {
      const isSameStamp = !stale && readMs < newest + sameStampMs;
      const dueAt = isSameStamp ? Math.min(readMs + secondMs, settledAt) : settledAt;
      dirty.push({ number, stamps, notBefore: new Date(dueAt), attempts: 0 });
    } else {
      clean.push(number);
    }
  }
  for (const { number, reason, absent } of failures) {
    const { stamps = {}, attempts = 0 } = entryOf.get(number) ?? {};
    const state = storedOf.get(number);
    const known = [stamps, state?.seen ?? {}].map(believed).flatMap(stampTimes);
    // Without a known stamp, the pull request counts as young at its first read.
    const newest = known.length + attempts === 0 ? readAt.getTime() : Math.max(...known);
    if (absent && newest + settleMs <= readAt.getTime()) {
      clean.push(number);
      vanished.push(number);
      continue;
    }
    const notBefore = absent ? new Date(newest + settleMs) : backoffEnd(attempts + 1);
    dirty.push({ number, stamps, notBefore, attempts: attempts + 1, reason });
  }
  return { snapshots: toStore, dirty, clean, vanished };
}

/**
 * Whether a response is older than what is known of its pull request, by more than the lag. Known
 * are the stored stamp and the stamp of the list of pull requests: both are the pull request's own
 * clock. Pure.
 */
export function isOutdated(
  { pullRequest }: PullRequestSnapshot,
  stored: PullRequestState | undefined,
  marked: StreamStamps,
  { readAt, settleMs }: { readonly readAt: Date; readonly settleMs: number },
): boolean {
  const known = latestStamp(knownStamp(stored, settleMs), marked.pulls);
  if (!known || pullRequest.updatedAt >= known) return false;
  return Math.abs(readAt.getTime() - known.getTime()) > settleMs;
}

/** Returns the same text for two reads that agree. */
function goesBackTo({ pullRequest }: PullRequestSnapshot): string {
  return `GitHub shows its state of ${pullRequest.updatedAt.toISOString()}, which is older than a known change by more than responses lag.`;
}

/** A stream that showed a comment which is newer than all that the pull request's list shows. */
interface MissingComment {
  readonly stream: StreamName;
  readonly stamp: Date;
  /** Returns the same text for two reads that agree. */
  readonly reason: string;
}

/**
 * Finds the lists of comments that are older than what marked the pull request: a response can be
 * outdated in one list alone. Pure.
 */
function missingComments(
  { children, truncated, pullRequest }: PullRequestSnapshot,
  marked: StreamStamps,
  stored: PullRequestState | undefined,
): readonly MissingComment[] {
  return (["comments", "reviewComments"] as const).flatMap((stream) => {
    const stamp = marked[stream];
    const isUnread = children[stream] === undefined || truncated.includes(stream);
    if (!stamp || isUnread) return [];
    const shown = stampOf(stream, children[stream])[stream];
    // A comment that an earlier read showed may be deleted.
    const known = latestStamp(shown, stored?.seen[stream]);
    if (known && known >= stamp) return [];
    const newest = shown?.toISOString() ?? "none";
    const reason = `GitHub does not show the comment of ${stamp.toISOString()} in the ${stream} of #${pullRequest.number}, although the list of the repository did. Newest there: ${newest}.`;
    return [{ stream, stamp, reason }];
  });
}

function withoutStreams(stamps: StreamStamps, missing: readonly MissingComment[]): StreamStamps {
  const names = new Set<string>(missing.map(({ stream }) => stream));
  return Object.fromEntries(Object.entries(stamps).filter(([name]) => !names.has(name)));
}

/** Returns why a pull request is read again: the parts that GitHub did not give. */
function reasonOf(unread: readonly UnreadPart[]): string | undefined {
  const [first] = unread;
  if (!first) return undefined;
  const parts = unread.map(({ part }) => part).join(", ");
  return `GitHub did not give its ${parts}: ${first.reason}`;
}

/** Returns the stored stamp, unless it was ahead of its response: then it proves nothing. */
function knownStamp(stored: PullRequestState | undefined, settleMs: number): Date | undefined {
  if (!stored) return undefined;
  const { updatedAt, readAt } = stored;
  return updatedAt.getTime() > readAt.getTime() + settleMs ? undefined : updatedAt;
}

function stampTimes(stamps: StreamStamps): readonly number[] {
  return Object.values(stamps).map((stamp) => stamp.getTime());
}

/**
 * Returns the stream stamps that a stored snapshot covers: those that caused the read, those
 * covered before, and those that it shows. A stream that shows nothing newer has no news of it.
 * Pure.
 */
export function coveredStamps(
  snapshot: PullRequestSnapshot,
  marked: StreamStamps,
  before: StreamStamps,
): StreamStamps {
  const answered: { [S in StreamName]?: Date } = { ...before };
  for (const stamps of [marked, shownStamps(snapshot)]) {
    for (const [stream, stamp] of Object.entries(stamps) as [StreamName, Date][]) {
      answered[stream] = latestStamp(answered[stream], stamp) ?? stamp;
    }
  }
  return answered;
}

/**
 * Returns the newest stamp of each stream that a snapshot shows: its own, and those of its
 * comments. Pure.
 */
export function shownStamps({ pullRequest, children }: PullRequestSnapshot): StreamStamps {
  return {
    pulls: pullRequest.updatedAt,
    ...stampOf("comments", children.comments),
    ...stampOf("reviewComments", children.reviewComments),
  };
}

function stampOf(
  stream: StreamName,
  rows: readonly { readonly updatedAt: Date }[] | undefined,
): StreamStamps {
  const latest = latestStamp(...(rows ?? []).map(({ updatedAt }) => updatedAt));
  return latest ? { [stream]: latest } : {};
}

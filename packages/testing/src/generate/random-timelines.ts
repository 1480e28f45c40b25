import { BOTS, CONTRIBUTORS, LABELS, LEAVERS, MAINTAINERS } from "./accounts.ts";
import { title } from "./prose.ts";
import type { Random } from "./random.ts";
import type { Size } from "./sizes.ts";
import type { Timeline, TimelineEvent } from "./timeline.ts";
import { conversationEvents, planningEvents, reviewsEvents } from "./timeline-events.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The timeline of a pull request, from its opening to its end. */
export function pullRequestTimeline(random: Random, size: Size, openedMs: number): Timeline {
  const author = authorOf(random);
  const pushedLater = Math.floor(size.commits / 3);
  const draft = random.chance(0.12);
  const lifeMs = random.integer(1, 40) * random.integer(1, 12) * HOUR_MS;
  const during = () => openedMs + MINUTE_MS + Math.floor(random.next() * lifeMs);
  const events: TimelineEvent[] = [
    ...planningEvents(random, author, openedMs + 2 * MINUTE_MS),
    ...conversationEvents(random, author, size.comments, during),
    ...reviewsEvents(random, author, size, during),
    ...endEvents(random, author, openedMs + lifeMs + HOUR_MS),
  ];
  if (pushedLater > 0) {
    events.push({ atMs: during(), verb: "pushCommits", commits: pushedLater });
  }
  if (draft && random.chance(0.6)) {
    events.push({ atMs: openedMs + lifeMs / 2, verb: "markReadyForReview" });
  }
  return {
    author,
    title: title(random),
    labels: random.sample(LABELS, random.streak(0.5, 3)).map(([name]) => name),
    openedMs,
    change: {
      draft,
      forked: !isWriter(author),
      commits: size.commits - pushedLater,
      files: size.files,
    },
    events,
  };
}

function endEvents(random: Random, author: string, atMs: number): TimelineEvent[] {
  const fate = random.next();
  const actor = fate < 0.7 ? random.pick(MAINTAINERS) : author;
  if (fate < 0.65) {
    return [{ atMs, verb: "mergePullRequest", actor }];
  }
  return fate < 0.8 ? [{ atMs, verb: "closePullRequest", actor }] : [];
}

function authorOf(random: Random): string {
  const kind = random.next();
  if (kind < 0.12) {
    return random.pick(BOTS);
  }
  return random.pick(kind < 0.18 ? LEAVERS : kind < 0.6 ? MAINTAINERS : CONTRIBUTORS);
}

/** Who may not write, comes with a fork. */
function isWriter(login: string): boolean {
  const writers: readonly string[] = [...MAINTAINERS, ...BOTS];
  return writers.includes(login);
}

const DAY_MS = 86_400_000;

/** The timeline of a plain issue with its conversation. */
export function issueTimeline(random: Random, openedMs: number): Timeline {
  const author = random.pick([...MAINTAINERS, ...CONTRIBUTORS]);
  const during = () => openedMs + random.integer(MINUTE_MS, 20 * DAY_MS);
  return {
    author,
    title: title(random),
    labels: random.sample(LABELS, random.streak(0.5, 2)).map(([name]) => name),
    openedMs,
    events: conversationEvents(random, author, random.heavy(0.8, 30), during),
  };
}

import { BOTS, CONTRIBUTORS, LEAVERS, MAINTAINERS, TEAMS } from "./accounts.ts";
import type { Random } from "./random.ts";
import type { Size } from "./sizes.ts";
import type { TimelineEvent } from "./timeline.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PEOPLE = [...MAINTAINERS, ...CONTRIBUTORS, ...LEAVERS];

/** The comments of a conversation: by its author, other people and bots. Some are edited. */
export function conversationEvents(
  random: Random,
  author: string,
  comments: number,
  during: () => number,
): TimelineEvent[] {
  const instants = Array.from({ length: comments }, during).sort((a, b) => a - b);
  return instants.flatMap((atMs, comment) => {
    const actor = random.chance(0.3) ? author : random.pick(random.chance(0.15) ? BOTS : PEOPLE);
    const events: TimelineEvent[] = [{ atMs, verb: "comment", comment, actor }];
    if (random.chance(0.06)) {
      events.push({ atMs: atMs + random.integer(MINUTE_MS, DAY_MS), verb: "editComment", comment });
    }
    return events;
  });
}

/** The review requests, assignees and milestone of a pull request. */
export function planningEvents(random: Random, author: string, atMs: number): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  if (random.chance(0.5)) {
    const people = [...MAINTAINERS, ...CONTRIBUTORS].filter((login) => login !== author);
    const reviewers = random.sample(people, random.integer(1, 2));
    const teams = random.chance(0.3) ? [random.pick(TEAMS)] : [];
    events.push({ atMs, verb: "requestReview", reviewers, teams });
  }
  if (random.chance(0.35)) {
    const assignees = random.sample(MAINTAINERS, random.integer(1, 2));
    events.push({ atMs: atMs + 30_000, verb: "assign", assignees });
  }
  if (random.chance(0.3)) {
    events.push({ atMs: atMs + 60_000, verb: "setMilestone", milestone: random.integer(1, 2) });
  }
  return events;
}

const STATES = ["COMMENTED", "COMMENTED", "APPROVED", "APPROVED", "CHANGES_REQUESTED"] as const;

const DELAY_MS = 1_800_000;

/** The reviews of a pull request, with its threads spread over them. */
export function reviewsEvents(
  random: Random,
  author: string,
  size: Size,
  during: () => number,
): TimelineEvent[] {
  const count = size.threads > 0 ? Math.max(1, size.reviews) : size.reviews;
  const instants = Array.from({ length: count }, during).sort((a, b) => a - b);
  let opened = 0;
  return instants.flatMap((atMs, review) => {
    const share = Math.floor(size.threads / count) + (review < size.threads % count ? 1 : 0);
    const threads = Array.from({ length: share }, (_, index) => opened + index);
    opened += share;
    return reviewEvents(random, author, { atMs, review, threads });
  });
}

interface Occasion {
  readonly atMs: number;
  readonly review: number;
  readonly threads: readonly number[];
}

function reviewEvents(random: Random, author: string, occasion: Occasion): TimelineEvent[] {
  const { atMs, review, threads } = occasion;
  const actor = reviewerOf(random, author);
  const state = random.pick(STATES);
  const events: TimelineEvent[] = [{ atMs, verb: "submitReview", review, actor, state, threads }];
  if (state !== "COMMENTED" && random.chance(0.08)) {
    events.push({ atMs: atMs + DELAY_MS, verb: "dismissReview", review });
  }
  for (const thread of threads) {
    const replies = random.streak(0.45, 6);
    for (let reply = 1; reply <= replies; reply += 1) {
      const replier = reply % 2 === 1 ? author : actor;
      events.push({ atMs: atMs + reply * DELAY_MS, verb: "replyToThread", thread, actor: replier });
    }
    if (random.chance(0.4)) {
      const resolvedMs = atMs + (replies + 1) * DELAY_MS;
      events.push({ atMs: resolvedMs, verb: "resolveThread", thread, actor });
    }
  }
  return events;
}

function reviewerOf(random: Random, author: string): string {
  const kind = random.next();
  const reviewers: readonly string[] =
    kind < 0.08 ? BOTS : kind < 0.14 ? LEAVERS : kind < 0.7 ? MAINTAINERS : CONTRIBUTORS;
  return random.pick(reviewers.filter((login) => login !== author));
}

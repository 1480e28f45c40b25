import { BOTS, CONTRIBUTORS, LEAVERS, MAINTAINERS } from "./cast.ts";
import type { Random } from "./random.ts";
import type { Size } from "./sizes.ts";
import type { Happening } from "./story.ts";

const STATES = ["COMMENTED", "COMMENTED", "APPROVED", "APPROVED", "CHANGES_REQUESTED"] as const;
const DELAY_MS = 1_800_000;

/** Tells the reviews of a pull request, with its threads spread over them. */
export function tellReviews(
  random: Random,
  author: string,
  size: Size,
  during: () => number,
): Happening[] {
  const count = size.threads > 0 ? Math.max(1, size.reviews) : size.reviews;
  const instants = Array.from({ length: count }, during).sort((a, b) => a - b);
  let opened = 0;
  return instants.flatMap((atMs, review) => {
    const share = Math.floor(size.threads / count) + (review < size.threads % count ? 1 : 0);
    const threads = Array.from({ length: share }, (_, index) => opened + index);
    opened += share;
    return tellReview(random, author, { atMs, review, threads });
  });
}

interface Occasion {
  readonly atMs: number;
  readonly review: number;
  readonly threads: readonly number[];
}

function tellReview(random: Random, author: string, occasion: Occasion): Happening[] {
  const { atMs, review, threads } = occasion;
  const actor = reviewerOf(random, author);
  const state = random.pick(STATES);
  const told: Happening[] = [{ atMs, verb: "submitReview", review, actor, state, threads }];
  if (state !== "COMMENTED" && random.chance(0.08)) {
    told.push({ atMs: atMs + DELAY_MS, verb: "dismissReview", review });
  }
  for (const thread of threads) {
    const replies = random.streak(0.45, 6);
    for (let reply = 1; reply <= replies; reply += 1) {
      const replier = reply % 2 === 1 ? author : actor;
      told.push({ atMs: atMs + reply * DELAY_MS, verb: "replyToThread", thread, actor: replier });
    }
    if (random.chance(0.4)) {
      const resolvedMs = atMs + (replies + 1) * DELAY_MS;
      told.push({ atMs: resolvedMs, verb: "resolveThread", thread, actor });
    }
  }
  return told;
}

function reviewerOf(random: Random, author: string): string {
  const kind = random.next();
  const reviewers: readonly string[] =
    kind < 0.08 ? BOTS : kind < 0.14 ? LEAVERS : kind < 0.7 ? MAINTAINERS : CONTRIBUTORS;
  return random.pick(reviewers.filter((login) => login !== author));
}

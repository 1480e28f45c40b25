import { BOTS, CONTRIBUTORS, LEAVERS, MAINTAINERS } from "./cast.ts";
import type { HistoryContext, Protagonist } from "./history.ts";
import { remark } from "./prose.ts";
import type { Random } from "./random.ts";
import type { Size } from "./size.ts";

const STATES = ["COMMENTED", "COMMENTED", "APPROVED", "APPROVED", "CHANGES_REQUESTED"] as const;
const DELAY_MS = 1_800_000;

/** Plans the reviews of a pull request, with its threads spread over them. */
export function planReviews(
  context: HistoryContext,
  random: Random,
  pull: Protagonist,
  { reviews, threads }: Size,
): void {
  const count = threads > 0 ? Math.max(1, reviews) : reviews;
  for (let index = 0; index < count; index += 1) {
    const share = Math.floor(threads / count) + (index < threads % count ? 1 : 0);
    planReview(context, random, pull, share);
  }
}

function planReview(
  { truth, schedule, repository, commentsOf }: HistoryContext,
  random: Random,
  pull: Protagonist,
  threads: number,
): void {
  const actor = reviewerOf(random, pull.author);
  const comments = Array.from({ length: threads }, () => {
    const line = random.integer(1, 200);
    return {
      path: random.pick(pull.paths),
      body: remark(random),
      ...(random.chance(0.9) && { line }),
      ...(random.chance(0.2) && { line: line + 4, startLine: line }),
      ...(random.chance(0.1) && { side: "LEFT" as const }),
    };
  });
  const state = random.pick(STATES);
  const body = random.chance(0.5) ? remark(random) : "";
  const atMs = pull.during();
  let review = 0;
  schedule.plan(atMs, () => {
    review = truth.submitReview({ repository, number: pull.number, actor, state, body, comments });
  });
  if (state !== "COMMENTED" && random.chance(0.08)) {
    schedule.plan(atMs + DELAY_MS, () =>
      truth.dismissReview({ repository, number: pull.number, review }),
    );
  }
  for (const index of comments.keys()) {
    const comment = () => commentsOf(pull.number, review)[index] ?? 0;
    const replies = random.streak(0.45, 6);
    for (let reply = 1; reply <= replies; reply += 1) {
      const replier = reply % 2 === 1 ? pull.author : actor;
      const text = remark(random);
      schedule.plan(atMs + reply * DELAY_MS, () =>
        truth.replyToThread({ repository, comment: comment(), actor: replier, body: text }),
      );
    }
    if (random.chance(0.4)) {
      schedule.plan(atMs + (replies + 1) * DELAY_MS, () =>
        truth.resolveThread({ repository, comment: comment(), actor }),
      );
    }
  }
}

function reviewerOf(random: Random, author: string): string {
  const kind = random.next();
  const reviewers: readonly string[] =
    kind < 0.08 ? BOTS : kind < 0.14 ? LEAVERS : kind < 0.7 ? MAINTAINERS : CONTRIBUTORS;
  return random.pick(reviewers.filter((login) => login !== author));
}

import { BOTS, CONTRIBUTORS, LABELS, LEAVERS, MAINTAINERS } from "./cast.ts";
import { tellConversation } from "./conversation-story.ts";
import { tellFiling } from "./filing-story.ts";
import { title } from "./prose.ts";
import type { Random } from "./random.ts";
import { tellReviews } from "./review-story.ts";
import type { Size } from "./sizes.ts";
import type { Happening, Story } from "./story.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Tells everything that happens to one pull request, from its opening to its end. */
export function tellPullRequest(random: Random, size: Size, openedMs: number): Story {
  const author = authorOf(random);
  const pushedLater = Math.floor(size.commits / 3);
  const draft = random.chance(0.12);
  const lifeMs = random.integer(1, 40) * random.integer(1, 12) * HOUR_MS;
  const during = () => openedMs + MINUTE_MS + Math.floor(random.next() * lifeMs);
  const happenings: Happening[] = [
    ...tellFiling(random, author, openedMs + 2 * MINUTE_MS),
    ...tellConversation(random, author, size.comments, during),
    ...tellReviews(random, author, size, during),
    ...tellEnd(random, author, openedMs + lifeMs + HOUR_MS),
  ];
  if (pushedLater > 0) {
    happenings.push({ atMs: during(), verb: "pushCommits", commits: pushedLater });
  }
  if (draft && random.chance(0.6)) {
    happenings.push({ atMs: openedMs + lifeMs / 2, verb: "markReadyForReview" });
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
    happenings,
  };
}

function tellEnd(random: Random, author: string, atMs: number): Happening[] {
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

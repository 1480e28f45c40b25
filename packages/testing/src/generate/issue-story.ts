import { CONTRIBUTORS, LABELS, MAINTAINERS } from "./cast.ts";
import { tellConversation } from "./conversation-story.ts";
import { title } from "./prose.ts";
import type { Random } from "./random.ts";
import type { Story } from "./story.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Tells a plain issue with its conversation. */
export function tellIssue(random: Random, openedMs: number): Story {
  const author = random.pick([...MAINTAINERS, ...CONTRIBUTORS]);
  const during = () => openedMs + random.integer(MINUTE_MS, 20 * DAY_MS);
  return {
    author,
    title: title(random),
    labels: random.sample(LABELS, random.streak(0.5, 2)).map(([name]) => name),
    openedMs,
    happenings: tellConversation(random, author, random.heavy(0.8, 30), during),
  };
}

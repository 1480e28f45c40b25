import { BOTS, CONTRIBUTORS, LEAVERS, MAINTAINERS } from "./cast.ts";
import type { Random } from "./random.ts";
import type { Happening } from "./story.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PEOPLE = [...MAINTAINERS, ...CONTRIBUTORS, ...LEAVERS];

/** Tells a conversation: its author and others, now and then a bot, now and then an edit. */
export function tellConversation(
  random: Random,
  author: string,
  comments: number,
  during: () => number,
): Happening[] {
  const instants = Array.from({ length: comments }, during).sort((a, b) => a - b);
  return instants.flatMap((atMs, comment) => {
    const actor = random.chance(0.3) ? author : random.pick(random.chance(0.15) ? BOTS : PEOPLE);
    const told: Happening[] = [{ atMs, verb: "comment", comment, actor }];
    if (random.chance(0.06)) {
      told.push({ atMs: atMs + random.integer(MINUTE_MS, DAY_MS), verb: "editComment", comment });
    }
    return told;
  });
}

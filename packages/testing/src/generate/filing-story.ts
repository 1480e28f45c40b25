import { CONTRIBUTORS, MAINTAINERS, TEAMS } from "./cast.ts";
import type { Random } from "./random.ts";
import type { Happening } from "./story.ts";

/** Tells who is asked, who is assigned, and under which milestone a pull request is filed. */
export function tellFiling(random: Random, author: string, atMs: number): Happening[] {
  const told: Happening[] = [];
  if (random.chance(0.5)) {
    const people = [...MAINTAINERS, ...CONTRIBUTORS].filter((login) => login !== author);
    const reviewers = random.sample(people, random.integer(1, 2));
    const teams = random.chance(0.3) ? [random.pick(TEAMS)] : [];
    told.push({ atMs, verb: "requestReview", reviewers, teams });
  }
  if (random.chance(0.35)) {
    const assignees = random.sample(MAINTAINERS, random.integer(1, 2));
    told.push({ atMs: atMs + 30_000, verb: "assign", assignees });
  }
  if (random.chance(0.3)) {
    told.push({ atMs: atMs + 60_000, verb: "setMilestone", milestone: random.integer(1, 2) });
  }
  return told;
}

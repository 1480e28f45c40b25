import { CONTRIBUTORS, MAINTAINERS, TEAMS } from "./cast.ts";
import type { HistoryContext, Protagonist } from "./history.ts";
import type { Random } from "./random.ts";

/** Plans who is asked, who is assigned, and under which milestone a pull request is filed. */
export function planFiling(
  { truth, schedule, repository }: HistoryContext,
  random: Random,
  pull: Protagonist,
  atMs: number,
): void {
  const [owner] = repository.split("/");
  const target = () => ({ repository, number: pull.number });
  if (random.chance(0.5)) {
    const people = [...MAINTAINERS, ...CONTRIBUTORS].filter((login) => login !== pull.author);
    const reviewers = random.sample(people, random.integer(1, 2));
    const teams = random.chance(0.3) ? [`${owner}/${random.pick(TEAMS)}`] : [];
    schedule.plan(atMs, () => truth.requestReview({ ...target(), reviewers, teams }));
  }
  if (random.chance(0.35)) {
    const assignees = random.sample(MAINTAINERS, random.integer(1, 2));
    schedule.plan(atMs + 30_000, () => truth.assign({ ...target(), assignees }));
  }
  if (random.chance(0.3)) {
    const milestone = random.integer(1, 2);
    schedule.plan(atMs + 60_000, () => truth.setMilestone({ ...target(), milestone }));
  }
}

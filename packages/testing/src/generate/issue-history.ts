import { CONTRIBUTORS, LABELS, MAINTAINERS } from "./cast.ts";
import type { HistoryContext } from "./history.ts";
import { description, remark, title } from "./prose.ts";
import type { Random } from "./random.ts";

const DAY_MS = 86_400_000;

/** Plans a plain issue with its conversation. */
export function planIssue(
  { truth, schedule, repository }: HistoryContext,
  random: Random,
  openedMs: number,
): void {
  const people = [...MAINTAINERS, ...CONTRIBUTORS];
  const opening = {
    repository,
    actor: random.pick(people),
    title: title(random),
    body: description(random),
    labels: random.sample(LABELS, random.streak(0.5, 2)).map(([name]) => name),
  };
  let number = 0;
  schedule.plan(openedMs, () => {
    number = truth.openIssue(opening);
  });
  const comments = random.streak(0.6, 10);
  for (let index = 0; index < comments; index += 1) {
    const actor = random.pick(people);
    const body = remark(random);
    const atMs = openedMs + random.integer(60_000, 20 * DAY_MS);
    schedule.plan(atMs, () => truth.comment({ repository, number, actor, body }));
  }
}

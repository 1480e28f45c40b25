import { BOTS, CONTRIBUTORS, LABELS, LEAVERS, MAINTAINERS } from "./cast.ts";
import { commits, files } from "./change-set.ts";
import { planFiling } from "./filing-history.ts";
import type { HistoryContext, Protagonist } from "./history.ts";
import { description, remark, title } from "./prose.ts";
import type { Random } from "./random.ts";
import { planReviews } from "./review-history.ts";
import { sizeOf } from "./size.ts";

const HOUR_MS = 3_600_000;

/** Plans everything that happens to one pull request, from its opening to its end. */
export function planPullRequest(
  context: HistoryContext,
  random: Random,
  index: number,
  openedMs: number,
): void {
  const { truth, schedule, repository } = context;
  const size = sizeOf(random, index);
  const author = authorOf(random);
  const changed = files(random, size.files);
  const pushedLater = Math.floor(size.commits / 3);
  const draft = random.chance(0.12);
  const lifeMs = random.integer(1, 40) * random.integer(1, 12) * HOUR_MS;
  const pull: Protagonist = {
    repository,
    number: 0,
    author,
    paths: changed.map(({ path }) => path),
    during: () => openedMs + 60_000 + Math.floor(random.next() * lifeMs),
  };
  const opening = {
    repository,
    actor: author,
    title: title(random),
    body: description(random),
    labels: random.sample(LABELS, random.streak(0.5, 3)).map(([name]) => name),
    draft,
    ...forkOf(author, repository),
    commits: commits(random, size.commits - pushedLater, author, new Date(openedMs)),
    files: changed,
  };
  schedule.plan(openedMs, () => {
    pull.number = truth.openPullRequest(opening);
  });
  planFiling(context, random, pull, openedMs + 120_000);
  planComments(context, random, pull, size.comments);
  planReviews(context, random, pull, size);
  if (pushedLater > 0) {
    const pushedMs = pull.during();
    const pushed = commits(random, pushedLater, author, new Date(pushedMs));
    schedule.plan(pushedMs, () =>
      truth.pushCommits({ repository, number: pull.number, actor: author, commits: pushed }),
    );
  }
  if (draft && random.chance(0.6)) {
    schedule.plan(openedMs + lifeMs / 2, () =>
      truth.markReadyForReview({ repository, number: pull.number }),
    );
  }
  planEnd(context, random, pull, openedMs + lifeMs + HOUR_MS);
}

function planComments(
  { truth, schedule, repository }: HistoryContext,
  random: Random,
  pull: Protagonist,
  count: number,
): void {
  for (let written = 0; written < count; written += 1) {
    const others = random.chance(0.15) ? BOTS : [...MAINTAINERS, ...CONTRIBUTORS, ...LEAVERS];
    const actor = random.chance(0.3) ? pull.author : random.pick(others);
    const body = remark(random);
    schedule.plan(pull.during(), () =>
      truth.comment({ repository, number: pull.number, actor, body }),
    );
  }
}

function planEnd(
  { truth, schedule, repository }: HistoryContext,
  random: Random,
  pull: Protagonist,
  atMs: number,
): void {
  const fate = random.next();
  const actor = fate < 0.7 ? random.pick(MAINTAINERS) : pull.author;
  if (fate < 0.65) {
    schedule.plan(atMs, () => truth.mergePullRequest({ repository, number: pull.number, actor }));
  } else if (fate < 0.8) {
    schedule.plan(atMs, () => truth.closePullRequest({ repository, number: pull.number, actor }));
  }
}

function authorOf(random: Random): string {
  const kind = random.next();
  if (kind < 0.12) {
    return random.pick(BOTS);
  }
  return random.pick(kind < 0.18 ? LEAVERS : kind < 0.6 ? MAINTAINERS : CONTRIBUTORS);
}

/** Who may not write, comes with a fork. */
function forkOf(author: string, repository: string): { fork?: string } {
  const writers: readonly string[] = [...MAINTAINERS, ...BOTS];
  return writers.includes(author) ? {} : { fork: `${author}/${repository.split("/")[1]}` };
}

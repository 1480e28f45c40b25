import type { FakeGitHub } from "../fake-github.ts";
import { type RepositorySummary, summarize } from "../repository-summary.ts";
import { findRepository, findReview } from "../truth/find.ts";
import { createTruth, type Truth } from "../truth/truth.ts";
import { worldOf } from "../world-of.ts";
import { LABELS, LEAVERS, MAINTAINERS, TEAMS } from "./cast.ts";
import { depart } from "./departures.ts";
import { planIssue } from "./issue-history.ts";
import { planPullRequest } from "./pull-request-history.ts";
import { createRandom } from "./random.ts";
import { createSchedule } from "./schedule.ts";

/** Options of {@link generateRepository}. */
export interface GenerateOptions {
  /** `owner/name` of the repository to create. */
  readonly fullName: string;
  /** How many pull requests. */
  readonly pullRequests: number;
  /** The same seed and options give the same repository. @defaultValue 1 */
  readonly seed?: number;
  /** How many plain issues lie between them. @defaultValue a quarter as many as pull requests */
  readonly plainIssues?: number;
  /** Every stamp is before this. @defaultValue the clock's now */
  readonly until?: Date;
  /** Days from the first pull request to `until`. @defaultValue 365 */
  readonly overDays?: number;
}

const DAY_MS = 86_400_000;
/** The last minutes, in which accounts and forks are deleted. */
const EPILOGUE_MS = 120_000;

/**
 * Fills a FakeGitHub with a repository as they are: mostly small pull requests and a few huge ones,
 * bots, people without accounts, deleted accounts and forks. It isn't in the journal: generate it
 * again before a replay.
 */
export function generateRepository(
  github: FakeGitHub,
  options: GenerateOptions,
): RepositorySummary {
  const { fullName, pullRequests, seed = 1, overDays = 365 } = options;
  const world = worldOf(github);
  const untilMs = (options.until ?? github.clock.now()).getTime();
  const startMs = untilMs - overDays * DAY_MS;
  let nowMs = startMs - DAY_MS;
  const truth = createTruth(world, { now: () => new Date(nowMs) });
  prepare(truth, fullName);
  const schedule = createSchedule(untilMs - EPILOGUE_MS);
  const commentsOf = (number: number, review: number) =>
    findReview(world, fullName, number, review).comments.map(({ id }) => id);
  const context = { truth, schedule, repository: fullName, commentsOf };
  const plainIssues = options.plainIssues ?? Math.round(pullRequests / 4);
  const total = pullRequests + plainIssues;
  const span = untilMs - EPILOGUE_MS - startMs;
  for (let index = 0; index < total; index += 1) {
    const random = createRandom(seed, index);
    const openedMs = startMs + Math.floor(((index + random.next()) / total) * span);
    const opened = Math.floor(((index + 1) * pullRequests) / total);
    const before = Math.floor((index * pullRequests) / total);
    if (opened > before) {
      planPullRequest(context, random, before, openedMs);
    } else {
      planIssue(context, random, openedMs);
    }
  }
  schedule.run((atMs) => {
    nowMs = atMs;
  });
  nowMs = untilMs - EPILOGUE_MS;
  const repository = findRepository(world, fullName);
  depart(truth, repository);
  return summarize(repository);
}

function prepare(truth: Truth, fullName: string): void {
  const [organization = ""] = fullName.split("/");
  truth.createRepository({ fullName, members: MAINTAINERS, description: "Generated" });
  for (const login of LEAVERS) {
    truth.createUser({ login });
  }
  for (const slug of TEAMS) {
    truth.createTeam({ organization, slug });
  }
  for (const [name, color] of LABELS) {
    truth.createLabel({ repository: fullName, name, color });
  }
  for (const title of ["v1.0", "v2.0"]) {
    truth.createMilestone({ repository: fullName, title });
  }
}

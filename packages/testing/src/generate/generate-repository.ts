import type { FakeGitHub } from "../fake-github.ts";
import { type RepositorySummary, summarize } from "../repository-summary.ts";
import { findRepository } from "../truth/find.ts";
import { fullNameOf, type Repository } from "../truth/records.ts";
import { createTruth } from "../truth/truth.ts";
import type { Truth } from "../truth/verb-table.ts";
import type { World } from "../truth/world.ts";
import { worldOf } from "../world-of.ts";
import {
  CONTRIBUTORS,
  createGeneratedAccounts,
  EVERYBODY,
  LABELS,
  LEAVERS,
  MAINTAINERS,
  TEAMS,
} from "./accounts.ts";
import { fillRepository } from "./fill-repository.ts";
import { createIdentifierSpans } from "./identifier-spans.ts";
import { createPlan } from "./plan.ts";

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
  /**
   * Whether some pull requests are beyond GitHub's own bounds: more than 100 reviews, than 250 commits,
   * or than 3,000 files. Of each there is one in 1,500, and at least one of three pull requests or more.
   * @defaultValue from 5,000 pull requests on
   */
  readonly extremes?: boolean;
}

const DAY_MS = 86_400_000;
/** The last minutes, in which accounts and forks are deleted. */
const EPILOGUE_MS = 120_000;
const LARGE = 5_000;

/**
 * Generates a realistic repository: mostly small pull requests and a few huge ones,
 * bots, people without accounts, deleted accounts and forks. It isn't in the journal: generate it
 * again before a replay.
 *
 * Rows, comments' stamps and counts exist at once. Bodies, reviews, threads, commits and files are made
 * from the seed when they are read, always the same, and are stored at the first verb on their
 * pull request.
 */
export function generateRepository(
  github: FakeGitHub,
  options: GenerateOptions,
): RepositorySummary {
  const { fullName, pullRequests, seed = 1, overDays = 365 } = options;
  const world = worldOf(github);
  const endMs = (options.until ?? github.clock.now()).getTime() - EPILOGUE_MS;
  const startMs = endMs + EPILOGUE_MS - overDays * DAY_MS;
  const truthAt = (ms: number) => createTruth(world, { now: () => new Date(ms) });
  createEmptyRepository(truthAt(startMs - DAY_MS), world, fullName);
  const repository = findRepository(world, fullName);
  const plan = createPlan({
    seed,
    pullRequests,
    plainIssues: options.plainIssues ?? Math.round(pullRequests / 4),
    extremes: options.extremes ?? pullRequests >= LARGE,
    startMs,
    endMs,
  });
  fillRepository({
    world,
    repository,
    plan,
    accounts: createGeneratedAccounts(world, repository),
    spans: createIdentifierSpans(world.identifiers, plan.total),
    reviewComments: new Map(),
  });
  deleteLeavers(truthAt(endMs), world, repository);
  return summarize(repository);
}

/** Creates a repository with people, teams, labels and milestones, but without issues. */
export function createEmptyRepository(truth: Truth, world: World, fullName: string): void {
  const [organization = ""] = fullName.split("/");
  truth.createRepository({ fullName, members: MAINTAINERS, description: "Generated" });
  for (const login of EVERYBODY.filter((name) => !world.accounts.has(name))) {
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

/** Deletes some forks, and the accounts of those who left. */
export function deleteLeavers(truth: Truth, world: World, { name }: Repository): void {
  for (const login of [...LEAVERS, CONTRIBUTORS[0]]) {
    const fork = world.names.get(`${login}/${name}`.toLowerCase());
    if (fork !== undefined) {
      truth.deleteRepository({ repository: fullNameOf(fork) });
    }
  }
  for (const login of LEAVERS) {
    truth.deleteUser({ login });
  }
}

import {
  createSync,
  type PullRequestSnapshot,
  type RepoStore,
  type SyncOutcome,
} from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import { anyTokenDecryptor } from "../torture/fake-github-client.ts";
import { type TrueSnapshot, trueSnapshots } from "../torture/true-snapshots.ts";
import { differencesOf, wrongValuesOf } from "./compare-snapshots.ts";
import type { Situation, SweepCase } from "./sweep-case.ts";
import { dayMs, fullName, happen, others, startWorld, sweepWorld, target } from "./sweep-world.ts";

/** A store, and a way to read back what is in it. */
export interface ReadableStore {
  readonly store: RepoStore;
  pullRequests(repositoryId: string): Promise<readonly PullRequestSnapshot[]>;
  close(): Promise<void>;
}

/** Runs while the fault lasts, a day apart, and at most so many after it has ended. */
const faultyRuns = 2;
const healingRuns = 5;
/** A run of these worlds asks less than a hundred times. */
const mostRequests = 400;

/** Pull requests by number. */
type Snapshots = ReadonlyMap<number, TrueSnapshot>;

interface Play {
  readonly github: FakeGitHub;
  readonly sweepCase: SweepCase;
  /** One run; its status, and what is wrong with the run itself. */
  readonly run: () => Promise<{ readonly status: string; readonly problems: readonly string[] }>;
  readonly stored: () => Promise<Snapshots>;
  /** What GitHub has now. */
  readonly truth: () => Snapshots;
  /** What was stored before the fault; absent in a first sync. */
  readonly before: Snapshots | undefined;
}

/**
 * Plays a case: a fault, runs while it lasts, and daily runs after it. Returns what is wrong, nothing if all is well:
 * `complete` that is not equal to GitHub; values that GitHub never had, or that are no longer known; other pull requests that wait; and
 * what does not heal.
 */
export async function playCase(
  sweepCase: SweepCase,
  situation: Situation,
  openStore: () => Promise<ReadableStore>,
): Promise<readonly string[]> {
  const world = await sweepWorld(sweepCase.world);
  const github = startWorld(world);
  const { store, pullRequests, close } = await openStore();
  try {
    const { id } = await store.trackRepository({ fullName });
    const run = createRuns(github, store, id, sweepCase.api);
    const stored = async () => byNumber(await pullRequests(id));
    const truth = () => byNumber(trueSnapshots(github, world));
    const before = situation === "later" ? await cleanSync(run, stored) : undefined;
    happen(github, world.change);
    const play = { github, sweepCase, run, stored, truth, before };
    for (const rule of sweepCase.faults()) github.faults.add(rule);
    const problems = await playFault(play);
    github.faults.clear();
    return [...problems, ...(await playHealing(play))];
  } finally {
    await close();
  }
}

async function cleanSync(run: Play["run"], stored: Play["stored"]): Promise<Snapshots> {
  const { status, problems } = await run();
  if (status === "complete" && problems.length === 0) return stored();
  throw new Error(`The sync before the fault ended as ${status}. ${problems.join(" ")}`);
}

async function playFault(play: Play): Promise<readonly string[]> {
  const { github, sweepCase, run, stored, before } = play;
  const truth = play.truth();
  const { costs, otherwise = [], isGone = false } = sweepCase;
  const wrong: string[] = [];
  let last = "";
  for (let runs = 1; runs <= faultyRuns; runs += 1) {
    const { status, problems } = await run();
    last = status;
    const found = await stored();
    wrong.push(...problems);
    for (const [number, wanted] of truth) {
      const ignored = ignoredOf(play, number === target ? otherwise : []);
      const snapshot = found.get(number);
      const wrongValues = wrongValuesOf(snapshot, before?.get(number), wanted, ignored);
      wrong.push(...wrongValues.map((value) => `wrong value: ${value}`));
      if (status !== "complete" || (number === target && isGone)) continue;
      const differences = differencesOf(snapshot, wanted, ignored);
      wrong.push(...differences.map((one) => `false complete: ${one}`));
    }
    github.clock.advance(dayMs);
  }
  if (costs === "pull request") {
    const found = await stored();
    for (const number of others) {
      const wanted = truth.get(number);
      const differences = wanted && differencesOf(found.get(number), wanted, ignoredOf(play, []));
      wrong.push(...(differences ?? []).map((difference) => `another waits: ${difference}`));
    }
    if (!last.startsWith("partial") && last !== "complete") {
      wrong.push(`one bad pull request: the run ends as ${last}`);
    }
  }
  return [...new Set(wrong)];
}

async function playHealing(play: Play): Promise<readonly string[]> {
  const { github, sweepCase, run, stored } = play;
  const { otherwise, isGone = false } = sweepCase;
  // What GitHub itself said holds until it says something else with a later stamp.
  const isSaid = otherwise !== undefined || isGone;
  if (isSaid) github.truth.editPullRequest({ ...targetOf, title: "Touched" });
  const truth = play.truth();
  // A commit never changes: it is read again when the head moves.
  const ofCommits = (otherwise ?? []).filter((field) => field.startsWith("commits."));
  let wrong: readonly string[] = [];
  for (let runs = 1; runs <= healingRuns; runs += 1) {
    github.clock.advance(dayMs);
    const { status, problems } = await run();
    const found = await stored();
    const differences = [...truth].flatMap(([number, wanted]) =>
      differencesOf(found.get(number), wanted, ignoredOf(play, number === target ? ofCommits : [])),
    );
    wrong = [
      ...(status === "complete" ? [] : [`the status stays ${status}`]),
      ...differences,
      ...problems,
    ];
    if (wrong.length === 0) return [];
  }
  return wrong.map((problem) => `does not heal: ${problem}`);
}

const targetOf = { repository: fullName, number: target };

function byNumber(snapshots: readonly TrueSnapshot[]): Snapshots {
  return new Map(snapshots.map((snapshot) => [snapshot.pullRequest.number, snapshot]));
}

/** REST does not tell linked issues. */
function ignoredOf({ sweepCase }: Play, otherwise: readonly string[]): readonly string[] {
  return sweepCase.api === "rest" ? [...otherwise, "linkedIssues"] : otherwise;
}

function createRuns(
  { fetch, clock, onRequest }: FakeGitHub,
  store: RepoStore,
  repositoryId: string,
  api: SweepCase["api"],
): Play["run"] {
  const sync = createSync({
    store,
    decryptor: anyTokenDecryptor,
    api,
    github: {
      fetch,
      now: clock.now,
      sleep: async (ms) => clock.advance(ms),
      random: () => 0.5,
      // What fails here is meant to.
      log: {},
    },
  });
  return async () => {
    let requests = 0;
    const off = onRequest(() => {
      requests += 1;
      if (requests > mostRequests) throw new Error("The sweep ends what has no end.");
    });
    try {
      const outcome = await sync.syncRepository(repositoryId);
      const endless = requests > mostRequests ? [`asked more than ${mostRequests} times`] : [];
      return { status: statusOf(outcome), problems: [...endless, ...blamed(outcome)] };
    } catch (error) {
      return { status: "thrown", problems: [`threw ${error}`] };
    } finally {
      off();
    }
  };
}

function statusOf(outcome: SyncOutcome): string {
  if (outcome.status === "partial") return `partial (${outcome.reason})`;
  return outcome.status === "error" ? `error (${outcome.error.code})` : outcome.status;
}

/** What GitHub answers is never the database's fault, or ours. */
function blamed(outcome: SyncOutcome): readonly string[] {
  if (outcome.status !== "error") return [];
  const { code, message } = outcome.error;
  const isBlamed = ["store_failed", "internal"].includes(code);
  return isBlamed ? [`GitHub's fault is called ${code}: ${message.slice(0, 80)}`] : [];
}

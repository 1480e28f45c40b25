import { createSync, type RepoStore, type SyncOptions } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub, type FakeRequest } from "@ghsync/testing";
import { compareWithTruth } from "./compare-with-truth.ts";
import { createMortalProcess } from "./mortal-process.ts";
import { createRandom, type Random } from "./random.ts";
import { changeOnce, type Made } from "./random-change.ts";
import type { SubjectStore } from "./subject-store.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
const repository = "o/r";

/** What is tortured beside the library as it is: one with a mistake, which the torture must find. */
export interface Subject {
  /** Options that the runs are given beside their own. */
  readonly options?: Partial<SyncOptions>;
  /** What stands between the runs and the store. */
  readonly wrapStore?: (store: RepoStore) => RepoStore;
}

export interface SeedResult {
  readonly seed: number;
  readonly differences: readonly string[];
  readonly changes: number;
  readonly runs: number;
  readonly deaths: number;
  readonly requests: number;
}

/**
 * One random history: changes before, during and after runs, with lag, faults, limits and deaths; then a quiet day, one quiet
 * sync, and the comparison.
 */
export async function tortureSeed(
  seed: number,
  createStore: () => Promise<SubjectStore>,
  createSubject: (github: FakeGitHub) => Subject = () => ({}),
): Promise<SeedResult> {
  const random = createRandom(seed);
  const weather = drawWeather(random);
  const github = createFakeGitHub({
    coupledClocks: weather.coupledClocks,
    unsortedPages: weather.unsortedPages,
    replicaLagMs: (request) => (weather.isCalm() ? 0 : weather.lagMs(request)),
  });
  const { truth, clock } = github;
  const subject = createSubject(github);
  truth.createRepository({ fullName: repository });
  const made: Made = {
    repository,
    pullRequests: [],
    issues: [],
    reviews: [],
    comments: [],
    states: new Map(),
  };
  let changes = 0;
  const change = (most: number) => {
    for (let left = random.integer(0, most); left > 0; left -= 1) {
      changeOnce(github, made, random);
      changes += 1;
      // Half of all changes share a second with the one before.
      if (random.chance(0.5)) clock.advance(random.integer(1, 5) * 1000);
    }
  };
  change(weather.firstChanges);

  const subjectStore = await createStore();
  const store = subject.wrapStore?.(subjectStore.store) ?? subjectStore.store;
  const tracked = await store.trackRepository({ fullName: repository });
  let runs = 0;
  let deaths = 0;

  async function run(diesAt: number, takeOver = false): Promise<string> {
    const beforeStep = async () => {
      // The worker is frozen here, another takes its repository over, and then it wakes up.
      if (weather.isCalm() || takeOver || !random.chance(weather.frozen)) return;
      change(2);
      clock.advance(random.integer(0, 120_000));
      await run(Number.POSITIVE_INFINITY, true);
    };
    const fate = { diesAt, diesAfter: random.chance(0.5), beforeStep };
    const worker = createMortalProcess(github.fetch, store, fate);
    const sync = createSync({
      store: worker.store,
      decryptor: { decrypt: async () => ({ credentialId: "me", token: "x" }) },
      batchSize: weather.batchSize,
      pageSize: weather.pageSize,
      owner: `run ${runs}`,
      ...(weather.maxDurationMs && !weather.isCalm() && { maxDurationMs: weather.maxDurationMs }),
      ...subject.options,
      github: {
        fetch: worker.fetch,
        now: clock.now,
        sleep: async (ms) => clock.advance(ms),
        random: random.next,
        // Nothing stalls here, and a timer for each request is slow.
        requestTimeoutMs: 2 ** 31 - 1,
        ...subject.options?.github,
      },
    });
    runs += 1;
    const outcome = await sync
      .syncRepository(tracked.id, { takeOver })
      .catch((error: unknown) => error);
    if (worker.isDead()) deaths += 1;
    return (outcome as { status?: string }).status ?? String(outcome);
  }

  const offHook = github.onResponse(() => {
    if (!weather.isCalm() && random.chance(weather.changesInMidRun)) change(2);
  });
  for (let left = random.integer(3, 7); left > 0; left -= 1) {
    change(random.pick([1, 6, 20]));
    clock.advance(random.pick([0, 1000, minuteMs, 5 * minuteMs, 11 * minuteMs, 60 * minuteMs]));
    const endFaults =
      weather.faultRate > 0 ? github.faults.random(seed + left, weather.faultRate) : undefined;
    if (random.chance(0.1)) github.setRemaining("graphql", random.integer(0, 10));
    await run(random.chance(weather.death) ? random.integer(1, 60) : Number.POSITIVE_INFINITY);
    endFaults?.();
  }
  offHook();
  weather.calmDown();
  // Leases, limits and quarantine end meanwhile, and nothing is too young to be trusted.
  clock.advance(dayMs);
  const status = await run(Number.POSITIVE_INFINITY);
  const stored = await subjectStore.pullRequests(tracked.id);
  const identity = (await store.getRepository(tracked.id))?.repository ?? tracked;
  const differences = await compareWithTruth(github, identity, made.pullRequests, stored);
  await subjectStore.close();
  const { requests } = github.ledger.summary();
  const wrongStatus = status === "complete" ? [] : [`the quiet sync is ${status}`];
  return { seed, differences: [...wrongStatus, ...differences], changes, runs, deaths, requests };
}

/** What kind of history a seed has. */
function drawWeather(random: Random) {
  let calm = false;
  const lagRate = random.pick([0, 0.2, 0.9]);
  const worstLagMs = random.pick([5_000, minuteMs, 8 * minuteMs]);
  return {
    isCalm: () => calm,
    calmDown: () => {
      calm = true;
    },
    coupledClocks: random.chance(0.3),
    unsortedPages: random.chance(0.2),
    firstChanges: random.pick([0, 10, 30, 60]),
    batchSize: random.pick([1, 2, 3, 25]),
    pageSize: random.pick([2, 3, 5, 100]),
    maxDurationMs: random.chance(0.1) ? 1000 : undefined,
    changesInMidRun: random.pick([0, 0.2, 0.6]),
    faultRate: random.pick([0, 0, 0.05, 0.2]),
    death: random.pick([0, 0.3, 0.8]),
    frozen: random.pick([0, 0, 0.03]),
    lagMs: (_: FakeRequest) => (random.chance(lagRate) ? random.integer(0, worstLagMs) : 0),
  };
}

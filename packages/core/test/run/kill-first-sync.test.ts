import { createFakeGitHub, generateRepository, type LedgerEntry } from "@ghsync/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { expectEqualsGitHub, fullName, type Harness, hourMs } from "../sync-harness.ts";
import { type Death, type Scenario, startKillable } from "./kill-harness.ts";

const pullRequests = 200;

/** One GitHub for all runs: they only read it. */
const github = createFakeGitHub({ limits: { core: 1e9, graphql: 1e9 } });
const scenario: Scenario = { github, batchSize: 25 };
/** By update, in more pages than a life has requests. */
const byUpdate: Scenario = {
  github,
  batchSize: 5,
  options: { historyDays: 10_000, pageSize: 5 },
};

interface Clean {
  readonly stored: ReturnType<typeof storedRecords>;
  readonly requests: number;
  /** Requests of the batch that took most: its query, and those for further pages. */
  readonly batch: number;
  readonly batches: number;
  /** Pages of the descending stream. */
  readonly descending: number;
  /** Requests of the ascending streams: each is idle, so one. */
  readonly ascending: number;
}

let clean: Clean;

beforeAll(async () => {
  const until = new Date(github.clock.now().getTime() - 24 * hourMs);
  generateRepository(github, { fullName, pullRequests, until });
  const undisturbed = await startKillable(scenario);
  await undisturbed.sync.syncRepository(undisturbed.id);
  clean = cleanRun(github.ledger.entries, storedRecords(undisturbed));
  await expectEqualsGitHub(undisturbed);
}, 60_000);

/** How the next worker gets the repository. */
const successions = {
  "takes the lease over": (killable: Harness) =>
    killable.sync.syncRepository(killable.id, { takeOver: true }),
  "waits until the lease expires": (killable: Harness) => {
    github.clock.advance(hourMs);
    return killable.sync.syncRepository(killable.id);
  },
} as const;

const takesOver = "takes the lease over";
const waits = "waits until the lease expires";

describe(`a first sync of ${pullRequests} pull requests whose worker dies`, () => {
  it.each<Death & { readonly next: keyof typeof successions }>([
    { at: "request", when: "before", next: takesOver },
    { at: "request", when: "after", next: waits },
    { at: "call", when: "before", next: waits },
    { at: "write", when: "after", next: takesOver },
  ])(
    "I3, I16: $when its k-th $at, and the next one $next: costs a page and a batch, for every k",
    async ({ next, ...death }) => {
      // One page, one batch, and the descending stream's pages once more.
      const charged = clean.requests + 1 + clean.batch + clean.descending;
      let deaths = 0;
      let most = { sent: 0, charged: 0 };
      for (let k = 1; ; k += 1) {
        const killable = await startKillable(scenario, { ...death, k });
        await killable.sync.syncRepository(killable.id).catch(() => undefined);
        if (!killable.isDead()) break;
        deaths += 1;
        killable.revive();
        const outcome = await successions[next](killable);
        expect(outcome, `k = ${k}`).toMatchObject({ status: "complete" });
        expect(storedRecords(killable), `k = ${k}`).toEqual(clean.stored);
        const cost = costOf(github.ledger.entries);
        expect(cost.charged, `k = ${k}`).toBeLessThanOrEqual(charged);
        // The idle streams are requested again too, by their ETags, which counts against no limit.
        expect(cost.sent, `k = ${k}`).toBeLessThanOrEqual(charged + clean.ascending);
        most = {
          sent: Math.max(most.sent, cost.sent),
          charged: Math.max(most.charged, cost.charged),
        };
      }
      console.log(
        `dead ${death.when} a ${death.at}: ${deaths} deaths, ${clean.requests} requests undisturbed, at most ${most.sent} sent and ${most.charged} charged, of ${charged} allowed`,
      );
      expect(deaths).toBeGreaterThanOrEqual(clean.batches);
    },
    240_000,
  );

  it.each<Death>([
    { at: "request", when: "after" },
    { at: "call", when: "before" },
    { at: "write", when: "after" },
  ])(
    "I16: $when every k-th $at still finishes, even if a life has only enough for one batch",
    async (death) => {
      const k = await leastForABatch(death);
      const killable = await startKillable(scenario, { ...death, k });
      let lives = 0;
      for (let done = false; !done; lives += 1) {
        // Each life stores a batch, and the last one may have only its outcome left.
        expect(lives, `k = ${k}`).toBeLessThan(clean.batches + 1);
        killable.revive(k);
        await killable.sync.syncRepository(killable.id, { takeOver: true }).catch(() => undefined);
        done = (await killable.store.getRepository(killable.id))?.state.status === "complete";
      }
      console.log(`dead ${death.when} every ${k}th ${death.at}: ${lives} lives`);
      expect(lives).toBeGreaterThan(1);
      expect(storedRecords(killable)).toEqual(clean.stored);
    },
    240_000,
  );

  it("I16: still finishes by update, in a window of days, if each life has requests for one page", async () => {
    const death: Death = { at: "request", when: "after" };
    const k = await leastForABatch(death, byUpdate);
    const killable = await startKillable(byUpdate, { ...death, k });
    let lives = 0;
    for (let done = false; !done; lives += 1) {
      const before = killable.store.pullRequests(killable.id).length;
      killable.revive(k);
      await killable.sync.syncRepository(killable.id, { takeOver: true }).catch(() => undefined);
      done = (await killable.store.getRepository(killable.id))?.state.status === "complete";
      const after = killable.store.pullRequests(killable.id).length;
      expect(after > before || done, `life ${lives}: ${after} stored`).toBe(true);
    }
    console.log(`dead after every ${k}th request, by update: ${lives} lives`);
    expect(storedRecords(killable)).toEqual(clean.stored);
  }, 60_000);
});

/** Returns the smallest k at which a worker that dies there has stored something. */
async function leastForABatch(death: Death, of = scenario): Promise<number> {
  for (let k = 1; ; k += 1) {
    const killable = await startKillable(of, { ...death, k });
    await killable.sync.syncRepository(killable.id).catch(() => undefined);
    if (killable.store.pullRequests(killable.id).length > 0) return k;
  }
}

/** Everything that is stored, except when it was read. */
function storedRecords({ store, id }: Pick<Harness, "store" | "id">) {
  return store.pullRequests(id).map(({ snapshot: { readAt: _, ...records } }) => records);
}

function cleanRun(entries: readonly LedgerEntry[], stored: Clean["stored"]): Clean {
  const count = (wanted: RegExp) => entries.filter(({ path }) => wanted.test(path)).length;
  const batches: number[] = [];
  for (const { operation } of entries) {
    if (operation === "Hydrate") batches.push(1);
    else if (operation === "HydrateMore") batches.push((batches.pop() ?? 0) + 1);
  }
  return {
    stored,
    requests: entries.length,
    batch: Math.max(...batches),
    batches: batches.length,
    descending: count(/\/pulls\?/),
    ascending: count(/\/(issues|comments)\?/),
  };
}

function costOf(entries: readonly LedgerEntry[]) {
  return {
    sent: entries.length,
    charged: entries.filter(({ status }) => status !== 304).length,
  };
}

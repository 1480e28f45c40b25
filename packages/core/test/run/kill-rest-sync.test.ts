import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { fullName, type Harness, hourMs } from "../sync-harness.ts";
import { type Death, type Scenario, startKillable } from "./kill-harness.ts";

const pullRequests = 15;
/** Requests that a batch may cost: it ends with the pull request that brings it to 24. */
const batch = 30;

/** One GitHub for all runs: they only read it. */
const github = createFakeGitHub({ limits: { core: 1e9, graphql: 1e9 } });
const scenario: Scenario = { github, batchSize: 25, options: { api: "rest" } };

let stored: ReturnType<typeof storedRecords>;
let requests: number;

beforeAll(async () => {
  const until = new Date(github.clock.now().getTime() - 24 * hourMs);
  generateRepository(github, { fullName, pullRequests, until });
  const undisturbed = await startKillable(scenario);
  expect(await undisturbed.sync.syncRepository(undisturbed.id)).toMatchObject({
    status: "complete",
  });
  stored = storedRecords(undisturbed);
  requests = github.ledger.entries.length;
}, 60_000);

describe(`a first sync of ${pullRequests} pull requests by REST whose worker dies`, () => {
  it("I3, I16: after its k-th request costs a page and a batch, for every k", async () => {
    let most = 0;
    for (let k = 1; ; k += 1) {
      const killable = await startKillable(scenario, { at: "request", when: "after", k });
      await killable.sync.syncRepository(killable.id).catch(() => undefined);
      if (!killable.isDead()) break;
      killable.revive();
      const outcome = await killable.sync.syncRepository(killable.id, { takeOver: true });
      expect(outcome, `k = ${k}`).toMatchObject({ status: "complete" });
      expect(storedRecords(killable), `k = ${k}`).toEqual(stored);
      const charged = github.ledger.entries.filter(({ status }) => status !== 304).length;
      // One page, one batch, and the page of the descending stream once more.
      expect(charged, `k = ${k}`).toBeLessThanOrEqual(requests + 1 + batch + 1);
      most = Math.max(most, charged);
    }
    console.log(`by REST: ${requests} requests undisturbed, at most ${most} charged`);
  }, 240_000);

  it.each<Death>([
    { at: "request", when: "after" },
    { at: "write", when: "after" },
  ])(
    "I16: $when every k-th $at still finishes",
    async (death) => {
      // What precedes the first batch, and the batch; or its commit.
      const k = death.at === "request" ? 10 + batch : await firstBatchWrite();
      const killable = await startKillable(scenario, { ...death, k });
      let lives = 0;
      for (let done = false; !done; lives += 1) {
        expect(lives).toBeLessThan(pullRequests);
        killable.revive(k);
        await killable.sync.syncRepository(killable.id, { takeOver: true }).catch(() => undefined);
        done = (await killable.store.getRepository(killable.id))?.state.status === "complete";
      }
      console.log(`by REST, dead ${death.when} every ${k}th ${death.at}: ${lives} lives`);
      expect(lives).toBeGreaterThan(1);
      expect(storedRecords(killable)).toEqual(stored);
    },
    240_000,
  );
});

/** Returns the number of the first write that stores a pull request. */
async function firstBatchWrite(): Promise<number> {
  for (let k = 1; ; k += 1) {
    const killable = await startKillable(scenario, { at: "write", when: "after", k });
    await killable.sync.syncRepository(killable.id).catch(() => undefined);
    if (killable.store.pullRequests(killable.id).length > 0) return k;
  }
}

/** Everything that is stored, except when it was read. */
function storedRecords({ store, id }: Pick<Harness, "store" | "id">) {
  return store.pullRequests(id).map(({ snapshot: { readAt: _, ...records } }) => records);
}

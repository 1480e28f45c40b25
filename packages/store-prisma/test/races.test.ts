import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore } from "../src/index.ts";
import type { Finish, Race } from "./racer.ts";
import { createTestDatabase, providers } from "./test-database.ts";

async function runRacer(race: Race): Promise<Finish> {
  const script = join(import.meta.dirname, "racer.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--conditions=@ghsync/source",
    script,
    JSON.stringify(race),
  ]);
  return JSON.parse(stdout);
}

const racers = [1, 2, 3, 4];
/** Processes take their time to start where other tests run beside them. */
const RACE_TIMEOUT_MS = 60_000;

describe.each(providers)("On %s", (provider) => {
  test("I5: of two stores that take one lease at once, exactly one gets it", async () => {
    const { prisma } = await createTestDatabase(provider);
    const stores = [createPrismaStore(prisma), createPrismaStore(prisma)] as const;
    const { id: repositoryId } = await stores[0].trackRepository({ fullName: "octo/repo" });
    const leases = await Promise.all(
      stores.map((store, index) =>
        store.acquireLease({ repositoryId, owner: `w${index}`, now: at(0), ttlMs: 60_000 }),
      ),
    );
    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  test("I5: of four processes that take the same fifty leases, one gets each", {
    timeout: RACE_TIMEOUT_MS,
  }, async () => {
    const { prisma, url } = await createTestDatabase(provider);
    const store = createPrismaStore(prisma);
    const acquire: string[] = [];
    for (let index = 0; index < 50; index += 1) {
      acquire.push((await store.trackRepository({ fullName: `octo/repo-${index}` })).id);
    }
    const race = { provider, url, now: at(0).toISOString(), acquire };
    const finishes = await Promise.all(racers.map(() => runRacer(race)));
    expect(finishes.flatMap(({ acquired }) => acquired).toSorted(byText)).toEqual(
      acquire.toSorted(byText),
    );
  });

  test("I5: of commits that four processes make at one revision, one is written", {
    timeout: RACE_TIMEOUT_MS,
  }, async () => {
    const { prisma, url } = await createTestDatabase(provider);
    const { lease, revision } = await startRun(createPrismaStore(prisma));
    const race = {
      provider,
      url,
      now: at(0).toISOString(),
      acquire: [],
      commit: { lease, times: 25 },
    };
    const finishes = await Promise.all(racers.map(() => runRacer(race)));
    const accepted = finishes.flatMap((finish) => finish.accepted);
    expect(new Set(accepted).size).toBe(accepted.length);
    expect(await revision()).toBe(accepted.length);
    expect(accepted.length + finishes.reduce((sum, { refused }) => sum + refused, 0)).toBe(100);
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

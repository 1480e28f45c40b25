import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import { readRows, rowsOf } from "../../testing/src/contracts/repo-store/read-rows.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore } from "../src/index.ts";
import type { Finish, Race } from "./racer.ts";
import { snapshotOf } from "./racing-snapshot.ts";
import { readStoredRows } from "./stored-rows.ts";
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

  test("I5: of four processes that take the same fifty leases, one gets each", async () => {
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

  test("I5: of commits that four processes make at one revision, one is written, and no stale row", async () => {
    const { prisma, url } = await createTestDatabase(provider);
    const { id, lease, revision } = await startRun(createPrismaStore(prisma));
    // SQLite's processes wait for the one lock of the file.
    const times = provider === "postgresql" ? 200 : 25;
    const race = { provider, url, now: at(0).toISOString(), acquire: [], commit: { lease, times } };
    const finishes = await Promise.all(racers.map(() => runRacer(race)));
    const accepted = finishes.flatMap((finish) => finish.accepted);
    expect(new Set(accepted).size).toBe(accepted.length);
    expect(await revision()).toBe(accepted.length);
    const refused = finishes.reduce((sum, finish) => sum + finish.refused, 0);
    expect(refused).toBeGreaterThan(0);
    expect(accepted.length + refused).toBe(racers.length * times);

    const subject = {
      store: createPrismaStore(prisma),
      readRows: readStoredRows.bind(null, prisma),
    };
    const rows = (await readRows(subject, id)).map(({ revision, ...row }) => row);
    const last = rowsOf(accepted.length, snapshotOf(accepted.length));
    expect(rows).toEqual(last.map(({ revision, ...row }) => row));
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { isGhsyncError } from "@ghsync/core";
import { describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import { exampleChildren } from "../../testing/src/contracts/repo-store/example/example-children.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPlace, type DriverName, drivers, openDatabase } from "./drivers.ts";
import type { Finish, Race } from "./racer.ts";
import { readStoredRows } from "./stored-rows.ts";

vi.setConfig({ testTimeout: 180_000 });

const racers = 40;

/** A pull request of this writer's own, which no other writer stores. */
const snapshotOf = (writer: number) =>
  exampleSnapshot(writer, {
    children: { comments: [{ ...exampleChildren.comments, body: `By writer ${writer}` }] },
  });

async function runRacer(race: Race): Promise<Finish> {
  const script = join(import.meta.dirname, "racer.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--conditions=@ghsync/source",
    script,
    JSON.stringify(race),
  ]);
  return JSON.parse(stdout);
}

describe.each(Object.keys(drivers) as DriverName[])("By %s", (name) => {
  const driver = drivers[name];
  const open = async () => {
    const database = await openDatabase(driver, inject("postgresUrl"));
    onTestFinished(() => database.close());
    return database;
  };

  test("I5: of 40 writers that commit at one revision, one wins, and its rows alone land", async () => {
    const database = await open();
    const stores = [database.store, database.connectAgain().store];
    const { id, lease, revision } = await startRun(database.store);
    for (let round = 0; round < 3; round += 1) {
      const before = await revision();
      const commits = Array.from({ length: racers }, async (_, index) => {
        const writer = 1 + round * racers + index;
        const page = { revision: before, ...toStore(snapshotOf(writer)) };
        const dirty = [{ number: writer, stamps: {}, attempts: 0 }];
        await stores[index % 2]?.commitPage(lease, { ...page, dirty });
        return writer;
      });
      const finishes = await Promise.allSettled(commits);
      const winners = finishes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      const reasons = finishes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      expect(winners).toHaveLength(1);
      expect(reasons.filter((one) => isGhsyncError(one) && one.code === "lease_lost")).toHaveLength(
        racers - 1,
      );
      expect(await revision()).toBe(before + 1);
      const landed = (await readStoredRows(database, id)).filter(
        (row) => row.revision === before + 1,
      );
      expect(landed).toHaveLength(6);
      expect(new Set(landed.map((row) => row.pullRequestNumber))).toEqual(new Set(winners));
      const marked = await database.query(
        "SELECT number FROM ghsync_dirty_pull_requests WHERE number > ?",
        [round * racers],
      );
      expect(marked.map(({ number }) => number)).toEqual(winners);
    }
  });

  test("I5: a lease of another owner with the same fence neither commits nor renews nor releases", async () => {
    const { store } = await open();
    const { id, lease } = await startRun(store);
    const other = { ...lease, owner: "other" };
    await expect(store.commitPage(other, { revision: 0 })).rejects.toMatchObject({
      code: "lease_lost",
    });
    expect(await store.renewLease(other, { now: at(1), ttlMs: 1 })).toBeUndefined();
    await store.releaseLease(other);
    expect((await store.getRepository(id))?.lease).toEqual({
      owner: lease.owner,
      expiresAt: lease.expiresAt,
    });
  });

  test("Writers of different repositories that store the same people do not disturb each other", async () => {
    const { store, connectAgain } = await open();
    const stores = [store, connectAgain().store];
    const runs = await Promise.all(
      Array.from({ length: 8 }, (_, index) => startRun(store, `octo/repo-${index}`)),
    );
    const work = runs.map(async ({ lease }, index) => {
      for (let revision = 0; revision < 5; revision += 1) {
        const pullRequest = { title: `Change ${revision}` };
        const snapshots = [1, 2, 3].map((number) => exampleSnapshot(number, { pullRequest }));
        await stores[index % 2]?.commitPage(lease, { revision, ...toStore(...snapshots) });
      }
    });
    await Promise.all(work);
    for (const { id } of runs) expect((await store.readState(id))?.revision).toBe(5);
  });

  test("Four processes migrate one empty database at once, and of their commits at one revision one is written", async () => {
    const { place, remove } = createPlace(inject("postgresUrl"));
    const race: Race = { driver: name, place, times: 25 };
    const finishes = await Promise.all([1, 2, 3, 4].map(() => runRacer(race)));
    const connection = driver.connect(place);
    onTestFinished(async () => {
      if (driver.dialect === "postgresql") {
        await connection.query(`DROP SCHEMA ${place.schema} CASCADE`);
      }
      await connection.close();
      remove();
    });
    await connection.store.check();
    const accepted = finishes.flatMap((finish) => finish.accepted);
    expect(new Set(accepted).size).toBe(accepted.length);
    const refused = finishes.reduce((sum, finish) => sum + finish.refused, 0);
    expect(accepted.length + refused).toBe(100);
    const [read] = await connection.store.listRepositories({ limit: 9 });
    const id = read?.repository.id ?? "";
    expect((await connection.store.readState(id))?.revision).toBe(accepted.length);
    const rows = await readStoredRows(connection, id);
    const bodies = rows.flatMap((row) => (row.table === "comments" ? [row.record.body] : []));
    expect(bodies).toEqual([`By writer ${accepted.length}`]);
  });
});

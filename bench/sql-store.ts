import type { PullRequestSnapshot } from "@ghsync/core";
import { type Connection, drivers, openDatabase } from "../packages/store-sql/test/drivers.ts";
import { withPostgresServer } from "../torture/open-postgresql.ts";
import { changeSnapshots } from "./change-snapshots.ts";
import { type Figure, reportFigures } from "./figures.ts";
import { openReference } from "./sql-reference.ts";
import { readSnapshots } from "./store-data.ts";

/**
 * Commits pull requests by store-sql, beside the same rows in the same tables as a good engineer
 * would write them by hand. The two take turns, so that what else the machine does costs both alike.
 */

const PULL_REQUESTS = 2000;
/** As many as a run reads at once. */
const PER_PAGE = 25;

const phases = ["cold", "unchanged", "changed"] as const;
type Phase = (typeof phases)[number];

async function measure(
  name: "better-sqlite3" | "pg",
  bounds: { readonly [P in Phase]: number },
  snapshots: readonly PullRequestSnapshot[],
): Promise<readonly Figure[]> {
  const url = process.env.GHSYNC_TEST_PG_URL ?? "";
  const ours = await openDatabase(drivers[name], url);
  const other = await openDatabase(drivers[name], url);
  const reference = openReference(name, other.place);
  const commit = await startCommits(ours);
  await startCommits(other);

  const ms = { cold: 0, unchanged: 0, changed: 0, "by hand: cold": 0, "by hand: changed": 0 };
  const time = async (what: keyof typeof ms, work: () => Promise<unknown>) => {
    const startedMs = performance.now();
    await work();
    ms[what] += performance.now() - startedMs;
  };
  const byHand = async (what: "cold" | "changed", page: readonly PullRequestSnapshot[]) => {
    await time(`by hand: ${what}`, () => reference.write(page));
  };
  const pages = Array.from({ length: Math.ceil(snapshots.length / PER_PAGE) }, (_, index) =>
    snapshots.slice(index * PER_PAGE, (index + 1) * PER_PAGE),
  );
  for (const page of pages) {
    await time("cold", () => commit(page));
    await byHand("cold", page);
    await time("unchanged", () => commit(page));
    const changed = changeSnapshots(page, 1);
    await time("changed", () => commit(changed));
    await byHand("changed", changed);
  }
  await reference.close();
  await ours.close();
  await other.close();
  const base = {
    cold: ms["by hand: cold"],
    unchanged: ms["by hand: cold"],
    changed: ms["by hand: changed"],
  };
  return [
    ...Object.entries(ms).map(([what, value]) => ({
      name: `${name}: ${what}, a page`,
      value: value / pages.length,
      unit: "ms",
    })),
    ...phases.map((phase) => ({
      name: `${name}: ${phase} / by hand ${phase === "changed" ? "changed" : "cold"}`,
      value: ms[phase] / base[phase],
      unit: "x",
      atMost: bounds[phase],
    })),
  ];
}

async function startCommits({ store }: Connection) {
  const { id: repositoryId } = await store.trackRepository({ fullName: "octo-org/rocket" });
  const request = { repositoryId, owner: "bench", now: new Date(0), ttlMs: 1e12 };
  const lease = await store.acquireLease(request);
  if (!lease) throw new Error("The lease is free.");
  let revision = 0;
  return async (page: readonly PullRequestSnapshot[]) => {
    const items = page.map((snapshot) => ({ snapshot, seen: { issues: snapshot.readAt } }));
    ({ revision } = await store.commitPage(lease, { revision, snapshots: items }));
  };
}

const snapshots = await readSnapshots(PULL_REQUESTS);
await withPostgresServer(async () => {
  reportFigures([
    ...(await measure("better-sqlite3", { cold: 1.3, unchanged: 0.5, changed: 1.6 }, snapshots)),
    ...(await measure("pg", { cold: 1.6, unchanged: 0.5, changed: 1.6 }, snapshots)),
  ]);
});

import type { PullRequestSnapshot } from "@ghsync/core";
import { createPrismaStore, type SchemaProvider, schemaStatements } from "@ghsync/store-prisma";
import { connect } from "../packages/store-prisma/test/connect.ts";
import { changeSnapshots } from "./change-snapshots.ts";
import { type Figure, reportFigures } from "./figures.ts";
import { insertPlainPage, type PlainPage, readPlainPage } from "./plain-insert.ts";
import { readSnapshots } from "./store-data.ts";
import { openWorlds, type StoreWorld } from "./store-worlds.ts";

/**
 * Writes pull requests with children through Prisma, beside the same rows by plain multi-row `INSERT ... ON CONFLICT`: the same tables,
 * the same pages, the same driver. The two take turns, so that what else the machine does costs both alike.
 */

const PULL_REQUESTS = 10_000;
/** As many as a run reads at once. */
const PER_PAGE = 25;
const PAGES_A_TURN = 100;
const CHANGED_SHARE = 0.05;

async function measure(
  provider: SchemaProvider,
  world: StoreWorld,
  snapshots: readonly PullRequestSnapshot[],
): Promise<readonly Figure[]> {
  for (const statement of schemaStatements(provider)) {
    for (const database of [world.stored, world.plain]) await database.run(statement);
  }
  const prisma = connect(provider, world.url);
  const store = createPrismaStore(prisma);
  const { id: repositoryId } = await store.trackRepository({ fullName: "octo-org/rocket" });
  const now = new Date();
  const lease = await store.acquireLease({ repositoryId, owner: "bench", now, ttlMs: 1e9 });
  if (!lease) throw new Error("The lease is free.");

  let revision = 0;
  const commit = async (page: readonly PullRequestSnapshot[]) => {
    const items = page.map((snapshot) => ({ snapshot, seen: { issues: snapshot.readAt } }));
    const result = await store.commitPage(lease, { revision, snapshots: items });
    revision = result.revision;
    return result.rowsWritten;
  };
  const spentMs = { cold: 0, plain: 0, unchanged: 0, changed: 0 };
  const time = async (what: keyof typeof spentMs, work: () => Promise<unknown>) => {
    const startedMs = performance.now();
    await work();
    spentMs[what] += performance.now() - startedMs;
  };

  let rows = 0;
  const pages = inChunks(snapshots, PER_PAGE);
  for (const turn of inChunks(pages, PAGES_A_TURN)) {
    await time("cold", async () => {
      for (const page of turn) rows += await commit(page);
    });
    const plainPages: PlainPage[] = [];
    for (const page of turn) {
      const numbers = page.map(({ pullRequest }) => pullRequest.number);
      plainPages.push(await readPlainPage(world.stored, numbers));
    }
    await time("plain", async () => {
      for (const page of plainPages) await insertPlainPage(world.plain, page);
    });
    await time("unchanged", async () => {
      for (const page of turn) {
        if ((await commit(page)) > 0) throw new Error("Nothing changed.");
      }
    });
    const changed = turn.map((page) => changeSnapshots(page, CHANGED_SHARE));
    await time("changed", async () => {
      for (const page of changed) await commit(page);
    });
  }
  await prisma.$disconnect();

  const seconds = (what: keyof typeof spentMs): Figure => ({
    name: `${provider}: ${what}`,
    value: spentMs[what] / 1000,
    unit: "s",
  });
  const times = (name: string, value: number, bound: Partial<Figure>): Figure => ({
    name: `${provider}: ${name}`,
    value,
    unit: "x",
    ...bound,
  });
  return [
    { name: `${provider}: rows`, value: rows, unit: "rows" },
    seconds("cold"),
    seconds("plain"),
    seconds("unchanged"),
    seconds("changed"),
    times("cold / plain", spentMs.cold / spentMs.plain, { atMost: 5 }),
    times("cold / unchanged", spentMs.cold / spentMs.unchanged, { atLeast: 10 }),
    times("cold / changed", spentMs.cold / spentMs.changed, {}),
  ];
}

function inChunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

const snapshots = await readSnapshots(PULL_REQUESTS);
const figures: Figure[] = [];
for (const provider of ["sqlite", "postgresql"] as const) {
  const world = await openWorlds[provider]();
  figures.push(...(await measure(provider, world, snapshots)));
  await world.close();
}
reportFigures(figures);

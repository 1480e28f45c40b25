import { createSync, type SyncOptions, type SyncUsage } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { anyTokenDecryptor, fakeGitHubClient } from "../torture/fake-github-client.ts";
import { changeSome } from "./change-some.ts";
import { usualWalk } from "./usual-walk.ts";

const fullName = "octo-org/rocket";
const hourMs = 3_600_000;

interface Row {
  readonly what: string;
  readonly usage: SyncUsage;
  /** Requests of the usual walk for the same, on the same GitHub. */
  readonly usual: number | undefined;
  readonly bounds: Partial<SyncUsage>;
}

/** A repository that was synced once, an hour ago, and is asked about again. */
async function createWorld(pullRequests: number, options: Partial<SyncOptions> = {}) {
  const github = createFakeGitHub({ limits: { core: 1e9, graphql: 1e9 } });
  const until = new Date(github.clock.now().getTime() - 24 * hourMs);
  generateRepository(github, { fullName, pullRequests, seed: 1, until });
  const store = createMemoryStore();
  const sync = createSync({
    store,
    decryptor: anyTokenDecryptor,
    ...options,
    github: fakeGitHubClient(github),
  });
  const { id } = await sync.trackRepository({ fullName });
  const run = async () => {
    github.clock.advance(hourMs);
    const outcome = await sync.syncRepository(id);
    if (outcome.status !== "complete") throw new Error(`The sync is ${outcome.status}.`);
    return outcome.usage;
  };
  const first = await run();
  const numbers = store.pullRequests(id).map(({ snapshot }) => snapshot.pullRequest.number);
  return { github, run, first, numbers: numbers.toReversed() };
}

type World = Awaited<ReturnType<typeof createWorld>>;

async function changed(world: World, count: number) {
  await world.run();
  const since = world.github.clock.now();
  world.github.clock.advance(hourMs);
  changeSome(world.github, fullName, world.numbers.slice(0, count));
  const usage = await world.run();
  return { usage, usual: await usualWalk(world.github, fullName, since) };
}

async function measure(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const hundred = { requests: 20, points: 25 };
  // `--small` leaves out the large repository.
  for (const size of process.argv.includes("--small") ? [1000] : [1000, 20_000]) {
    const world = await createWorld(size);
    const name = size.toLocaleString("en");
    if (size === 1000) {
      const usual = await usualWalk(world.github, fullName, undefined);
      const bounds = { requests: 110, points: 220 };
      rows.push({ what: `first sync of ${name}`, usage: world.first, usual, bounds });
    }
    await world.run();
    const since = world.github.clock.now();
    const idle = await world.run();
    const usual = await usualWalk(world.github, fullName, since);
    const bounds = { requests: 4, points: 0, rowsWritten: 0 };
    rows.push({ what: `no change in ${name}`, usage: idle, usual, bounds });
    for (const count of [1, 10, 100]) {
      const bounds = count === 100 ? hundred : {};
      rows.push({ what: `${count} changed of ${name}`, ...(await changed(world, count)), bounds });
    }
  }
  const byRest = await createWorld(1000, { api: "rest" });
  const bounds = { requests: 410 };
  rows.push({ what: "100 changed of 1,000, REST only", ...(await changed(byRest, 100)), bounds });
  return rows;
}

const rows = await measure();
const missed = rows.filter(({ usage, bounds }) =>
  Object.entries(bounds).some(([name, bound]) => usage[name as keyof SyncUsage] > bound),
);
if (process.argv.includes("--json")) {
  console.log(JSON.stringify(rows, undefined, 2));
} else {
  const text = (bound: number | undefined) => (bound === undefined ? "" : ` (<= ${bound})`);
  console.table(
    rows.map(({ what, usage, usual, bounds }) => ({
      what,
      requests: `${usage.requests}${text(bounds.requests)}`,
      points: `${usage.points}${text(bounds.points)}`,
      "304s": usage.notModified,
      "rows written": `${usage.rowsWritten}${text(bounds.rowsWritten)}`,
      "usual walk": usual,
    })),
  );
}
for (const { what } of missed) console.error(`Missed: ${what}`);
process.exitCode = missed.length > 0 ? 1 : 0;

import { type Figure, reportFigures } from "./figures.ts";
import { startChild } from "./heap/child.ts";
import type { Measured } from "./heap/sync-process.ts";

/**
 * Measures the heap and the cost of a sync at 1,000 and at 100,000 pull requests. FakeGitHub and the sync run in separate
 * processes. The store discards all records.
 */

const sizes = [1_000, 100_000];

interface World {
  readonly url: string;
  readonly fullName: string;
  readonly highest: number;
}

async function measure(size: number) {
  const github = startChild("github-process.ts", [size]);
  try {
    const { url, fullName, highest } = await github.ask<World>("start");
    const syncing = startChild("sync-process.ts", [url, fullName, highest]);
    try {
      const run = () => syncing.ask<Measured>("sync");
      const first = await run();
      await github.ask("hour");
      await run();
      await github.ask("hour");
      await github.ask("change");
      await github.ask("hour");
      return { name: size.toLocaleString("en"), first, changed: await run() };
    } finally {
      syncing.end();
    }
  } finally {
    github.end();
  }
}

const measured: Awaited<ReturnType<typeof measure>>[] = [];
for (const size of sizes) measured.push(await measure(size));

const [small] = measured;
const figures = measured.flatMap(({ name, first, changed }): readonly Figure[] => [
  { name: `first sync of ${name}: heap above start`, value: first.heapMb, unit: "MB", atMost: 60 },
  { name: `first sync of ${name}: peak memory (RSS)`, value: first.rssMb, unit: "MB" },
  { name: `first sync of ${name}: time`, value: first.seconds, unit: "s" },
  { name: `first sync of ${name}: requests`, value: first.requests, unit: "requests" },
  { name: `first sync of ${name}: points`, value: first.points, unit: "points" },
  {
    name: `100 changed of ${name}: heap above start`,
    value: changed.heapMb,
    unit: "MB",
    atMost: 60,
  },
  {
    name: `100 changed of ${name}: requests`,
    value: changed.requests,
    unit: "requests",
    // Exactly as many as for the smaller repository.
    atMost: small?.changed.requests ?? 0,
    atLeast: small?.changed.requests ?? 0,
  },
  {
    name: `100 changed of ${name}: points`,
    value: changed.points,
    unit: "points",
    atMost: small?.changed.points ?? 0,
    atLeast: small?.changed.points ?? 0,
  },
]);
reportFigures(figures);

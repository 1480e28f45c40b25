import { parseArgs } from "node:util";
import type { FakeGitHub } from "@ghsync/testing";
import { createMemorySubject } from "./subject-store.ts";
import { teeth } from "./teeth.ts";
import { type Subject, tortureSeed } from "./torture-seed.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    seed: { type: "string" },
    teeth: { type: "boolean", default: false },
  },
});
const first = Number(values.seed ?? 1);
const count = values.seed === undefined ? Number(values.seeds) : 1;

if (values.teeth) {
  for (const [name, createSubject] of Object.entries(teeth)) {
    const { failed } = await tortureAll(createSubject, () => undefined);
    console.log(`${name}: ${failed} of ${count} seeds with losses`);
    if (failed === 0) process.exitCode = 1;
  }
} else {
  const started = performance.now();
  const { failed, sums } = await tortureAll(() => ({}), console.log);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const figures = Object.entries(sums).map(([name, sum]) => `${sum} ${name}`);
  console.log(`${count} seeds, ${failed} with differences: ${figures.join(", ")}, ${seconds} s`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function tortureAll(
  createSubject: (github: FakeGitHub) => Subject,
  say: (line: string) => void,
) {
  let failed = 0;
  const sums = { changes: 0, runs: 0, deaths: 0, requests: 0 };
  for (let seed = first; seed < first + count; seed += 1) {
    const result = await tortureSeed(seed, { createStore: createMemorySubject, createSubject });
    for (const name of Object.keys(sums) as (keyof typeof sums)[])
      sums[name] += result.figures[name];
    if (result.differences.length === 0) continue;
    failed += 1;
    say(`seed ${seed}: ${result.differences.slice(0, 4).join("; ")}`);
  }
  return { failed, sums };
}

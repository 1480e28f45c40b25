import { parseArgs } from "node:util";
import { createMemorySubject } from "./subject-store.ts";
import { tortureSeed } from "./torture-seed.ts";

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "100" }, seed: { type: "string" } },
});
const first = Number(values.seed ?? 1);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const started = performance.now();
let failed = 0;
const sums = { changes: 0, runs: 0, deaths: 0, requests: 0 };
for (let seed = first; seed < first + count; seed += 1) {
  const result = await tortureSeed(seed, createMemorySubject);
  sums.changes += result.changes;
  sums.runs += result.runs;
  sums.deaths += result.deaths;
  sums.requests += result.requests;
  if (result.differences.length > 0) {
    failed += 1;
    console.log(`seed ${seed}: ${result.differences.slice(0, 4).join("; ")}`);
  }
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${count} seeds, ${failed} with differences; ${JSON.stringify(sums)} in ${seconds} s`);
process.exitCode = failed > 0 ? 1 : 0;

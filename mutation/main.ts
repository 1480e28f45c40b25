import { globSync } from "node:fs";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { printScores } from "./scores.ts";
import { reportOf, shards } from "./shards.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { force: { type: "boolean" }, scores: { type: "boolean" } },
});
const unknown = positionals.find((name) => !Object.hasOwn(shards, name));
if (unknown !== undefined) {
  console.error(
    `There is no shard ${unknown}. Use ${Object.keys(shards).join(", ")}, or no name to run all.`,
  );
  process.exit(2);
}

const missing = Object.values(shards)
  .flatMap(({ mutate, tests }) => [...mutate, ...tests])
  .filter((pattern) => globSync(pattern).length === 0);
if (missing.length > 0) {
  console.error(`mutation/shards.ts names files that do not exist: ${missing.join(", ")}`);
  process.exit(2);
}

const names = positionals.length > 0 ? positionals : Object.keys(shards);
for (const name of values.scores ? [] : names) {
  console.log(`\n${name}`);
  // The configuration of Vitest is loaded in a process of Stryker's.
  process.env.MUTATION_SHARD = name;
  await new Stryker({
    plugins: ["@stryker-mutator/vitest-runner", "./mutation/ignore-logging.js"],
    testRunner: "vitest",
    vitest: { configFile: "mutation/vitest.config.ts", related: true },
    mutate: [...(shards[name]?.mutate ?? [])],
    mutator: { excludedMutations: ["StringLiteral"] },
    ignorers: ["logging"],
    // What runs once, as a module loads, would have every test run again for each mutant.
    ignoreStatic: true,
    coverageAnalysis: "perTest",
    concurrency: 1,
    timeoutMS: 2000,
    incremental: true,
    incrementalFile: reportOf(name),
    force: values.force ?? false,
    ignorePatterns: ["/bench", "/chaos", "/decisions", "/examples", "/sweeps", "dist"],
    reporters: ["clear-text", "progress-append-only"],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  }).runMutationTest();
}
printScores();

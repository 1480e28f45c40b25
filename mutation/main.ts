import { Stryker } from "@stryker-mutator/core";
import { printScores } from "./scores.ts";
import { reportOf, shards } from "./shards.ts";

const names = process.argv.slice(2).filter((name) => !name.startsWith("--"));
const isForced = process.argv.includes("--force");
const unknown = process.argv
  .slice(2)
  .find((name) => name !== "--force" && name !== "--scores" && !Object.hasOwn(shards, name));
if (unknown !== undefined) {
  console.error(`There is no ${unknown}: take ${Object.keys(shards).join(", ")}, or none for all.`);
  console.error("--force runs every mutant again; --scores prints what the last runs found.");
  process.exit(2);
}

if (!process.argv.includes("--scores")) {
  for (const [name, { mutate }] of Object.entries(shards)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${name}`);
    process.env.MUTATION_SHARD = name;
    await new Stryker({
      plugins: ["@stryker-mutator/vitest-runner", "./mutation/ignore-logging.js"],
      testRunner: "vitest",
      vitest: { configFile: "mutation/vitest.config.ts", related: true },
      mutate: [...mutate],
      mutator: { excludedMutations: ["StringLiteral"] },
      ignorers: ["logging"],
      // A mutant that is made once, as a module loads, has all tests run again.
      ignoreStatic: true,
      coverageAnalysis: "perTest",
      concurrency: 1,
      timeoutMS: 2000,
      incremental: true,
      incrementalFile: reportOf(name),
      force: isForced,
      ignorePatterns: ["/bench", "/chaos", "/decisions", "/examples", "/sweeps", "/torture", "dist"],
      reporters: ["clear-text", "progress-append-only"],
      clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    }).runMutationTest();
  }
}

printScores();

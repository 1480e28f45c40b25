/** `npm run bench -- NAME`: each benchmark prints a table, and exits 1 when a figure is missed. */
const benchmarks: Readonly<Record<string, string>> = {
  cost: "./cost.ts",
  fake: "./fake-github.ts",
  heap: "./heap.ts",
  sql: "./sql-store.ts",
  store: "./store.ts",
};

const [name = ""] = process.argv.slice(2);
const file = benchmarks[name];
if (file === undefined) {
  console.error(`Name a benchmark: npm run bench -- ${Object.keys(benchmarks).join(" | ")}`);
  process.exitCode = 2;
} else {
  await import(file);
}

import { type Figure, reportFigures } from "../bench/figures.ts";
import { type ChaosWorld, createChaosWorld } from "./chaos-world.ts";
import { freeze } from "./freeze.ts";
import { limit } from "./limit.ts";
import { term } from "./term.ts";
import { workers } from "./workers.ts";

const scenarios: Readonly<Record<string, (world: ChaosWorld) => Promise<readonly Figure[]>>> = {
  workers,
  freeze,
  limit,
  term,
};

const names = process.argv.slice(2);
const unknown = names.find((name) => !Object.hasOwn(scenarios, name));
if (unknown !== undefined) {
  console.error(
    `There is no scenario ${unknown}. Use ${Object.keys(scenarios).join(", ")}, or no name to run all.`,
  );
  process.exit(2);
}
/** A scenario counts as hanging after so many times the start time of its database. */
const mostStarts = 300;

for (const [name, scenario] of Object.entries(scenarios)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(`\n${name}`);
  const started = performance.now();
  const world = await createChaosWorld();
  const limitMs = mostStarts * (performance.now() - started);
  const tooLong = setTimeout(() => {
    console.error(`${name} did not end within ${Math.round(limitMs / 1000)} s.`);
    process.exit(1);
  }, limitMs);
  reportFigures(await scenario(world));
  await world.close();
  clearTimeout(tooLong);
}

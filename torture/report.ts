import type { TortureArguments } from "./arguments.ts";
import { formatParts } from "./part-names.ts";
import { playTasks } from "./play-tasks.ts";
import { shrink } from "./shrink.ts";
import { type ToothName, teeth } from "./teeth.ts";
import type { SeedResult } from "./torture-seed.ts";
import { playTask } from "./torture-task.ts";

type Say = (line: string) => void;

const worker = new URL("task-worker.ts", import.meta.url);

/** Tortures the library, or one mistake, and shrinks the first history that fails. Answers whether none did. */
export async function reportSeeds(given: TortureArguments, say: Say): Promise<boolean> {
  const started = performance.now();
  const { store, tooth, without, count } = given;
  const failing: SeedResult[] = [];
  const sums: Record<string, number> = {};
  await playTasks(worker, tasksOf(given, tooth), given.jobs, (result: SeedResult) => {
    for (const [name, figure] of Object.entries(result.figures)) {
      sums[name] = (sums[name] ?? 0) + figure;
    }
    if (result.differences.length === 0) return;
    failing.push(result);
    say(`seed ${result.seed} (${result.climate}): ${result.differences.slice(0, 4).join("; ")}`);
    say(`  ${replayCommand(given, result.seed, without)}`);
  });
  const [first] = failing.toSorted((one, other) => one.seed - other.seed);
  if (first) {
    const { seed } = first;
    const shrunk = await shrink(first, (more) =>
      playTask({ ...given, seed, without: [...without, ...more] }),
    );
    say(`seed ${seed}, shrunk to ${shrunk.result.figures.changes} changes:`);
    for (const step of shrunk.result.steps) say(`  ${step}`);
    for (const difference of shrunk.result.differences) say(`  ${difference}`);
    say(`  ${replayCommand(given, seed, [...without, ...shrunk.without])}`);
  }
  const figures = Object.entries(sums).map(([name, sum]) => `${sum} ${name}`);
  const what = `${count} seeds on ${store}${tooth ? ` with ${tooth}` : ""}`;
  say(
    `${what}: ${failing.length} with differences, ${figures.join(", ")}, ${secondsSince(started)} s`,
  );
  return failing.length === 0;
}

/** Plays each mistake on every seed. Answers whether each of them was found. */
export async function reportTeeth(given: TortureArguments, say: Say): Promise<boolean> {
  const started = performance.now();
  const blunt: ToothName[] = [];
  for (const tooth of Object.keys(teeth) as ToothName[]) {
    let losses = 0;
    await playTasks(worker, tasksOf(given, tooth), given.jobs, ({ differences }: SeedResult) => {
      if (differences.length > 0) losses += 1;
    });
    say(`${tooth}: losses in ${losses} of ${given.count} seeds`);
    if (losses === 0) blunt.push(tooth);
  }
  const total = Object.keys(teeth).length;
  const which = blunt.length > 0 ? ` (blunt: ${blunt.join(", ")})` : "";
  say(`${total - blunt.length} of ${total} teeth bite${which}, ${secondsSince(started)} s`);
  return blunt.length === 0;
}

function* tasksOf({ first, count, ...given }: TortureArguments, tooth: ToothName | undefined) {
  for (let seed = first; seed < first + count; seed += 1) yield { ...given, seed, tooth };
}

function replayCommand(
  { store, tooth, with: answers }: TortureArguments,
  seed: number,
  without: readonly string[],
): string {
  const options = [
    `--seed ${seed} --store ${store}`,
    ...(tooth ? [`--tooth ${tooth}`] : []),
    ...(answers.length > 0 ? [`--with ${answers.join(",")}`] : []),
    ...(without.length > 0 ? [`--without ${formatParts(without)}`] : []),
  ];
  return `npm run torture -- ${options.join(" ")}`;
}

function secondsSince(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}

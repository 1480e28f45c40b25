import type { TortureArguments } from "./arguments.ts";
import { formatParts } from "./history-parts.ts";
import { type MutantName, mutants } from "./mutants.ts";
import { playTasks } from "./play-tasks.ts";
import { shrink } from "./shrink.ts";
import type { SeedResult } from "./torture-seed.ts";
import { playTask } from "./torture-task.ts";

type Say = (line: string) => void;

const taskModule = new URL("torture-task.ts", import.meta.url);

/** Plays the seeds with the library, or with one mutant, and shrinks the first history that fails. Returns whether none failed. */
export async function reportSeeds(given: TortureArguments, say: Say): Promise<boolean> {
  const started = performance.now();
  const { store, mutant, without, count } = given;
  const failing: SeedResult[] = [];
  const sums: Record<string, number> = {};
  await playTasks(taskModule, tasksOf(given, mutant), given.jobs, (result: SeedResult) => {
    for (const [name, figure] of Object.entries(result.figures)) {
      sums[name] = (sums[name] ?? 0) + figure;
    }
    if (result.differences.length === 0) return;
    failing.push(result);
    say(`seed ${result.seed} (${result.preset}): ${result.differences.slice(0, 4).join("; ")}`);
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
  const what = `${count} seeds on ${store}${mutant ? ` with ${mutant}` : ""}`;
  say(
    `${what}: ${failing.length} with differences, ${figures.join(", ")}, ${secondsSince(started)} s`,
  );
  return failing.length === 0;
}

/** Plays each mutant on every seed. Returns whether each was found. */
export async function reportMutants(given: TortureArguments, say: Say): Promise<boolean> {
  const started = performance.now();
  const missed: MutantName[] = [];
  for (const mutant of Object.keys(mutants) as MutantName[]) {
    let losses = 0;
    await playTasks(
      taskModule,
      tasksOf(given, mutant),
      given.jobs,
      ({ differences }: SeedResult) => {
        if (differences.length > 0) losses += 1;
      },
    );
    say(`${mutant}: losses in ${losses} of ${given.count} seeds`);
    if (losses === 0) missed.push(mutant);
  }
  const total = Object.keys(mutants).length;
  const which = missed.length > 0 ? ` (missed: ${missed.join(", ")})` : "";
  say(`${total - missed.length} of ${total} mutants found${which}, ${secondsSince(started)} s`);
  return missed.length === 0;
}

function* tasksOf({ first, count, ...given }: TortureArguments, mutant: MutantName | undefined) {
  for (let seed = first; seed < first + count; seed += 1) yield { ...given, seed, mutant };
}

function replayCommand(
  { store, mutant, with: answers }: TortureArguments,
  seed: number,
  without: readonly string[],
): string {
  const options = [
    `--seed ${seed} --store ${store}`,
    ...(mutant ? [`--mutant ${mutant}`] : []),
    ...(answers.length > 0 ? [`--with ${answers.join(",")}`] : []),
    ...(without.length > 0 ? [`--without ${formatParts(without)}`] : []),
  ];
  return `npm run torture -- ${options.join(" ")}`;
}

function secondsSince(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}

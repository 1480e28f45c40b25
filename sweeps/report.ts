import { playTasks } from "../torture/play-tasks.ts";
import { isInShare, sweepTasks } from "./all-cases.ts";
import type { SweepArguments } from "./arguments.ts";
import type { TaskResult } from "./play-task.ts";

type Say = (line: string) => void;

const taskModule = new URL("play-task.ts", import.meta.url);

interface GroupFigures {
  cases: number;
  failures: number;
  ms: number;
}

/** Plays the cases, prints each that fails, and a table. Returns whether none failed. */
export async function reportSweep(
  { store, jobs, part, only, oneIn }: SweepArguments,
  say: Say,
): Promise<boolean> {
  const started = performance.now();
  const tasks = (await sweepTasks()).filter(
    ({ label, sweepCase }) =>
      label.includes(only) &&
      (part === undefined || sweepCase.part === part) &&
      isInShare({ label }, oneIn) &&
      (store === "memory" || sweepCase.part === "fields"),
  );
  const groups = new Map<string, GroupFigures>(
    tasks.map(({ sweepCase }) => [sweepCase.group, { cases: 0, failures: 0, ms: 0 }]),
  );
  const requests = tasks.map(({ label }) => ({ label, store }));
  await playTasks(taskModule, requests, jobs, (result: TaskResult) => {
    const figures = groups.get(result.group);
    if (figures) count(figures, result);
    if (result.problems.length === 0) return;
    for (const problem of result.problems.slice(0, 3)) say(problem);
    say(`  ${replayCommand(result.label, store)}`);
  });
  say("group | cases | failures | seconds");
  for (const [group, figures] of groups) say(row(group, figures));
  const all = { cases: 0, failures: 0, ms: 0 };
  for (const { cases, failures } of groups.values()) {
    all.cases += cases;
    all.failures += failures;
  }
  say(row(`all on ${store}`, { ...all, ms: performance.now() - started }));
  return all.failures === 0 && all.cases > 0;
}

function count(figures: GroupFigures, { problems, ms }: TaskResult): void {
  figures.cases += 1;
  figures.failures += problems.length > 0 ? 1 : 0;
  figures.ms += ms;
}

function row(group: string, { cases, failures, ms }: GroupFigures): string {
  return `${group} | ${cases} | ${failures} | ${(ms / 1000).toFixed(1)}`;
}

function replayCommand(label: string, store: SweepArguments["store"]): string {
  const onStore = store === "memory" ? "" : `--store ${store} `;
  return `npm run sweep -- ${onStore}--only "${label}"`;
}

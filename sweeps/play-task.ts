import { type StoreName, subjectStores } from "../torture/subject-stores.ts";
import { sweepTasks } from "./all-cases.ts";
import { playCase } from "./play-case.ts";

/** A task as it can be sent to a worker. */
export interface TaskRequest {
  readonly label: string;
  readonly store: StoreName;
}

export interface TaskResult {
  readonly label: string;
  readonly group: string;
  readonly problems: readonly string[];
  readonly ms: number;
}

/** @throws Error if there is no such task */
export async function playTask({ label, store }: TaskRequest): Promise<TaskResult> {
  const tasks = await sweepTasks();
  const task = tasks.find((candidate) => candidate.label === label);
  if (!task) throw new Error(`There is no case ${JSON.stringify(label)}.`);
  const started = performance.now();
  const { sweepCase, situation } = task;
  const problems = await playCase(sweepCase, situation, subjectStores[store]);
  return { label, group: sweepCase.group, problems, ms: performance.now() - started };
}

import { expect, it } from "vitest";
import { createMemorySubject } from "../../torture/subject-store.ts";
import { isInShare, sweepTasks } from "../all-cases.ts";
import { playCase } from "../play-case.ts";

const share = (await sweepTasks()).filter((task) => isInShare(task, 12));

it.each(share)("I1, I13, I14: $label", { timeout: 30_000 }, async ({ sweepCase, situation }) => {
  expect(await playCase(sweepCase, situation, createMemorySubject)).toEqual([]);
});

import { expect, test } from "vitest";
import { createReadyJobs } from "../src/ready-jobs.ts";
import { idOf, jobOf } from "./job-of.ts";

function takeAll(ready: ReturnType<typeof createReadyJobs>): (string | undefined)[] {
  const taken: (string | undefined)[] = [];
  for (let job = ready.take(); job; job = ready.take()) taken.push(idOf(job));
  return taken;
}

test("Groups take turns, and a group's jobs come in their order", () => {
  const ready = createReadyJobs();
  for (const id of ["a1", "a2", "a3", "a4"]) ready.add(jobOf(id, { group: "a" }));
  for (const id of ["b1", "b2"]) ready.add(jobOf(id, { group: "b" }));
  for (const id of ["x1", "x2", "x3"]) ready.add(jobOf(id));
  expect(takeAll(ready)).toEqual(["a1", "b1", "x1", "a2", "b2", "x2", "a3", "x3", "a4"]);
});

test("A group loses its turn by what it runs, not by what is added to it", () => {
  const ready = createReadyJobs();
  for (const id of ["a1", "a2"]) ready.add(jobOf(id, { group: "a" }));
  ready.add(jobOf("b1", { group: "b" }));
  expect(idOf(ready.take())).toBe("a1");
  ready.add(jobOf("a3", { group: "a" }));
  ready.add(jobOf("c1", { group: "c" }));
  ready.add(jobOf("b2", { group: "b" }));
  expect(takeAll(ready)).toEqual(["b1", "a2", "c1", "b2", "a3"]);
});

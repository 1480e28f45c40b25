import fc from "fast-check";
import { expect, test } from "vitest";
import { createDelayedJobs } from "../src/delayed-jobs.ts";
import { idOf, jobOf } from "./job-of.ts";

test("Jobs come by their time, those of one time in their order, whatever was moved", () => {
  const times = fc.array(fc.record({ runAt: fc.nat(9), movedTo: fc.option(fc.nat(9)) }));
  fc.assert(
    fc.property(times, (rows) => {
      const delayed = createDelayedJobs();
      const jobs = rows.map(({ runAt }, index) => jobOf(String(index), { runAt }));
      for (const job of jobs) delayed.add(job);
      const order = new Map(jobs.map((job, index) => [job, index]));
      for (const [index, { movedTo }] of rows.entries()) {
        const job = jobs[index];
        if (movedTo === null || !job) continue;
        delayed.move(job, movedTo);
        order.set(job, rows.length + index);
      }
      const expected = jobs.toSorted(
        (a, b) => a.runAt - b.runAt || (order.get(a) ?? 0) - (order.get(b) ?? 0),
      );
      expect(delayed.nextAt()).toBe(expected[0]?.runAt);
      const taken = [];
      for (let job = delayed.takeDue(9); job; job = delayed.takeDue(9)) taken.push(job);
      expect(taken.map(idOf)).toEqual(expected.map(idOf));
    }),
  );
});

test("What is not due stays, and what is not here is not brought here by a move", () => {
  const delayed = createDelayedJobs();
  delayed.add(jobOf("later", { runAt: 10 }));
  const elsewhere = jobOf("elsewhere", { runAt: 20 });
  delayed.move(elsewhere, 5);
  expect(elsewhere.runAt).toBe(5);
  expect(delayed.takeDue(9)).toBeUndefined();
  expect(idOf(delayed.takeDue(10))).toBe("later");
  expect(delayed.nextAt()).toBeUndefined();
});

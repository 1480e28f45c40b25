import { expect, it } from "vitest";
import { createMemorySubject } from "../../torture/subject-store.ts";
import { isInShare, sweepTasks } from "../all-cases.ts";
import { playCase } from "../play-case.ts";
import type { SweepCase } from "../sweep-case.ts";

const nothingWrong: SweepCase = {
  name: "nothing",
  group: "none",
  part: "answers",
  api: "graphql",
  world: "long-lists",
  costs: "pull request",
  faults: () => [],
};

it("each case has a label of its own", async () => {
  const labels = (await sweepTasks()).map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
});

it("a share has cases of every kind, and is the same whatever else there is", async () => {
  const tasks = await sweepTasks();
  const share = tasks.filter((task) => isInShare(task, 12));
  expect(share.length).toBeGreaterThan(tasks.length / 24);
  expect(share.length).toBeLessThan(tasks.length / 6);
  const kindOf = ({ sweepCase }: (typeof tasks)[number]) => sweepCase.group.split(":")[0];
  expect(new Set(share.map(kindOf))).toEqual(new Set(tasks.map(kindOf)));
  expect(isInShare({ label: "a" }, 1)).toBe(true);
});

it.each(["graphql", "rest"] as const)(
  "by %s a case without faults finds no problems",
  async (api) => {
    for (const situation of ["first", "later"] as const) {
      expect(await playCase({ ...nothingWrong, api }, situation, createMemorySubject)).toEqual([]);
    }
  },
);

it("reports a store that loses a row, with the right problem in each situation", async () => {
  const loses = async () => {
    const subject = await createMemorySubject();
    return {
      ...subject,
      pullRequests: async (id: string) =>
        (await subject.pullRequests(id)).map((snapshot) => ({
          ...snapshot,
          children: { ...snapshot.children, reviews: snapshot.children.reviews?.slice(1) },
        })),
    };
  };
  const problems = await playCase(nothingWrong, "first", loses);
  expect(problems.some((problem) => problem.startsWith("false complete: #13 reviews"))).toBe(true);
  expect(problems.some((problem) => problem.startsWith("another waits: #14 reviews"))).toBe(true);
  expect(problems.some((problem) => problem.startsWith("does not heal: #12 reviews"))).toBe(true);
});

it("reports known values that became unknown", async () => {
  let reads = 0;
  const forgets = async () => {
    const subject = await createMemorySubject();
    return {
      ...subject,
      async pullRequests(id: string) {
        reads += 1;
        const snapshots = await subject.pullRequests(id);
        return reads === 1
          ? snapshots
          : snapshots.map((snapshot) => ({
              ...snapshot,
              pullRequest: { ...snapshot.pullRequest, author: null },
            }));
      },
    };
  };
  const problems = await playCase(nothingWrong, "later", forgets);
  expect(problems.filter((problem) => problem.startsWith("wrong value: #13 author"))).toHaveLength(
    1,
  );
});

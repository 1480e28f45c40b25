import { expect, it } from "vitest";
import { shrink } from "../shrink.ts";
import { playTask } from "../torture-task.ts";

const task = { seed: 4, store: "memory", mutant: "local-watermark" } as const;

it("plays the same history again for the same seed", { timeout: 60_000 }, async () => {
  const first = await playTask({ ...task, without: [] });
  expect(first.steps.length).toBeGreaterThan(20);
  expect(await playTask({ ...task, without: [] })).toEqual(first);
});

it("leaves out of a failing history what it does not need to fail", {
  timeout: 60_000,
}, async () => {
  const failing = await playTask({ ...task, without: [] });
  expect(failing.differences).not.toEqual([]);
  const { result, without } = await shrink(failing, (parts) =>
    playTask({ ...task, without: parts }),
  );
  expect(result.differences).not.toEqual([]);
  expect(result.figures.changes).toBeLessThan(failing.figures.changes / 4);
  expect((await playTask({ ...task, without })).steps).toEqual(result.steps);
});

it("stops after the given number of replays, and keeps the best result", async () => {
  const failing = await playTask({ ...task, without: [] });
  let replays = 0;
  const replay = async () => {
    replays += 1;
    return failing;
  };
  await shrink(failing, replay, { mostReplays: 5 });
  expect(replays).toBe(5);
});

import { expect, it } from "vitest";
import { playTask } from "../torture-task.ts";

it.each([4, 12, 16])(
  "I1: the random history of seed %i ends with a database that equals GitHub",
  { timeout: 60_000 },
  async (seed) => {
    const played = { seed, tooth: undefined, without: [] };
    const { differences, figures } = await playTask({ ...played, store: "prisma" });
    expect(differences).toEqual([]);
    expect(figures).toEqual((await playTask({ ...played, store: "memory" })).figures);
  },
);

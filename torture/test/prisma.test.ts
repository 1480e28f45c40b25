import { expect, it } from "vitest";
import { withPostgresServer } from "../open-postgresql.ts";
import type { StoreName } from "../subject-stores.ts";
import { playTask } from "../torture-task.ts";

async function expectEqualsGitHub(seed: number, store: StoreName): Promise<void> {
  const played = { seed, mutant: undefined, without: [] };
  const { differences, figures } = await playTask({ ...played, store });
  expect(differences).toEqual([]);
  expect(figures).toEqual((await playTask({ ...played, store: "memory" })).figures);
}

it.each([4, 12, 16])(
  "I1: the random history of seed %i ends with a SQLite database that equals GitHub",
  { timeout: 60_000 },
  (seed) => expectEqualsGitHub(seed, "prisma"),
);

it("I1: and with a PostgreSQL database that equals GitHub", { timeout: 240_000 }, () =>
  withPostgresServer(async () => {
    for (const seed of [4, 16]) await expectEqualsGitHub(seed, "prisma-postgresql");
  }),
);

it("I1: and so does the SQL store's, on SQLite and on PostgreSQL", { timeout: 240_000 }, () =>
  withPostgresServer(async () => {
    for (const seed of [4, 16]) {
      await expectEqualsGitHub(seed, "sql-sqlite");
      await expectEqualsGitHub(seed, "sql-postgres");
    }
  }),
);

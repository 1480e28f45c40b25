import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const example = join(import.meta.dirname, "..");
const main = join(example, "main.ts");

it("syncs a repository beside the app's own table, on a PostgreSQL of its own", {
  timeout: 120_000,
}, async () => {
  const { GITHUB_TOKEN: _, DATABASE_URL: __, ...env } = process.env;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@ghsync/source", main],
    { env },
  );
  expect(stdout).toMatch(/^octo-org\/rocket: complete$/m);
  expect(stdout).toMatch(/^#\d+ .+ \(.+\)$/m);
  expect(stdout).toMatch(/^no team: 30 pull requests$/m);
});

it("takes less than 60 lines", () => {
  expect(readFileSync(main, "utf8").trim().split("\n").length).toBeLessThan(60);
});

it("has the schema that the package ships", () => {
  const shipped = join(example, "../../packages/store-sql/schema/drizzle-postgres.ts");
  const copy = readFileSync(join(example, "ghsync-schema.ts"), "utf8");
  expect(copy).toBe(readFileSync(shipped, "utf8"));
});

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";

const main = join(import.meta.dirname, "../main.ts");

it("syncs a repository beside the app's own table, and does so again", {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-kysely-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { GITHUB_TOKEN: _, ...env } = process.env;
  for (const _start of [1, 2]) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--conditions=@ghsync/source", main, "octo-org/rocket", join(folder, "app.db")],
      { env },
    );
    expect(stdout).toMatch(/^octo-org\/rocket: complete$/m);
    expect(stdout).toMatch(/^#\d+ .+ \(.+\)$/m);
    expect(stdout).toMatch(/^no team: 30 pull requests$/m);
  }
});

it("takes less than 60 lines", () => {
  expect(readFileSync(main, "utf8").trim().split("\n").length).toBeLessThan(60);
});

import type { ChildProcess } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createFolder, runQuickstart } from "./run-quickstart.ts";
import { storedRows } from "./stored-rows.ts";

const example = join(import.meta.dirname, "..");
const root = join(example, "../..");

describe("npm start", { timeout: 60_000 }, () => {
  it("syncs 300 pull requests, then fetches only the five that changed, and continues at the next start", async () => {
    const folder = createFolder();
    const first = await runQuickstart(folder, []);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("Fetched 300 pull requests: 300 new, 0 known.");
    expect(first.stdout).toContain("Fetched 5 pull requests: 0 new, 5 known.");
    expect(first.stdout).toMatch(/state open -> merged/);
    const [requests] = /^ {2}requests\s+(\d+)$/m.exec(first.stdout)?.slice(1) ?? [];
    expect(Number(requests)).toBeLessThanOrEqual(45);

    const second = await runQuickstart(folder, []);
    expect(second).toMatchObject({ code: 0, stderr: "" });
    expect(second.stdout).toContain("Fetched 0 pull requests: 0 new, 0 known.");
    expect(second.stdout).toMatch(/rows written\s+0\n/);
    expect(second.stdout).toContain("Fetched 5 pull requests: 0 new, 5 known.");
    expect((await storedRows(folder)).ghsync_pull_requests).toHaveLength(300);
  });

  it("starts the demo over where what was done to it is gone, and says so where it can't be read", async () => {
    const folder = createFolder();
    const journal = join(folder, "ghsync.db.demo.json");
    await runQuickstart(folder, []);
    rmSync(journal);
    const again = await runQuickstart(folder, []);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain("the demo starts over");
    expect(again.stdout).toContain("Fetched 300 pull requests: 300 new, 0 known.");
    expect(again.stdout).toContain("Fetched 5 pull requests: 0 new, 5 known.");
    writeFileSync(journal, "{bad");
    const broken = await runQuickstart(folder, []);
    expect(broken.code).toBe(2);
    expect(broken.stderr).toMatch(/^ghsync: ghsync\.db\.demo\.json can't be read .*\n$/);
  });

  it("says in one line that a file is no database", async () => {
    const folder = createFolder();
    writeFileSync(join(folder, "ghsync.db"), "no database at all");
    const { code, stderr } = await runQuickstart(folder, []);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ghsync: ghsync\.db can't be used as the database: .*\n$/);
  });

  it("ends a run that is stopped as partial, and goes on at the next start", async () => {
    const folder = createFolder();
    const stopped = await runQuickstart(folder, [], {}, (child) => {
      child.stdout?.once("data", () => child.kill("SIGINT"));
    });
    expect(stopped.stderr).toBe("ghsync: Stopped; the next start goes on from here.\n");
    const next = await runQuickstart(folder, []);
    expect(next).toMatchObject({ code: 0, stderr: "" });
    expect((await storedRows(folder)).ghsync_pull_requests).toHaveLength(300);
  });

  it.each([
    [["octokit"], {}, 2, "write owner/name"],
    [["a/b", "c/d"], {}, 2, "One repository at a time"],
    [["--bogus"], {}, 2, "Unknown option '--bogus'"],
    [["a/b"], {}, 2, "set GITHUB_TOKEN"],
    [["--recording", "nowhere.json"], {}, 2, "nowhere.json can't be served"],
    [["a/b"], { GITHUB_TOKEN: "x", GITHUB_API_URL: "nonsense" }, 2, "GITHUB_API_URL"],
  ])("answers %j with one line and exit code 2", async (args, env, code, says) => {
    const result = await runQuickstart(createFolder(), args, env);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(says);
    expect(result.stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("npm start -- OWNER/NAME", { timeout: 60_000 }, () => {
  it("says in one line what a refused token, an unknown repository and a dead port mean", async () => {
    const github = createFakeGitHub({ tokens: ["good"] });
    const server = await github.listen();
    const cases = [
      [{ GITHUB_TOKEN: "bad", GITHUB_API_URL: server.url }, "GitHub refused the token (401)"],
      [{ GITHUB_TOKEN: "good", GITHUB_API_URL: server.url }, "the repository does not exist"],
      [{ GITHUB_TOKEN: "good", GITHUB_API_URL: "http://127.0.0.1:9" }, "could not be reached"],
    ] as const;
    for (const [env, says] of cases) {
      const { code, stderr } = await runQuickstart(createFolder(), ["o/r"], env);
      expect(stderr).toContain(says);
      expect(stderr.trim().split("\n")).toHaveLength(1);
      expect(code).toBe(1);
    }
    await server.close();
  });

  it("I3: killed at random moments and started again, it ends with the rows of an undisturbed run", async () => {
    const github = createFakeGitHub();
    generateRepository(github, { fullName: "o/r", pullRequests: 120, seed: 7 });
    const server = await github.listen();
    const env = { GITHUB_TOKEN: "x", GITHUB_API_URL: server.url };
    const undisturbed = createFolder();
    expect((await runQuickstart(undisturbed, ["o/r"], env)).code).toBe(0);
    const requests = github.ledger.summary().requests;
    const expected = await storedRows(undisturbed);
    expect(expected.ghsync_pull_requests).toHaveLength(120);

    const folder = createFolder();
    const kills: { fatal: number; delayMs: number }[] = [];
    // A few milliseconds behind a request that is drawn by lot: while GitHub answers, while a page is stored, in between.
    for (let code: number | null = null; code !== 0; ) {
      const fatal = 1 + Math.floor(Math.random() * requests);
      const delayMs = Math.floor(Math.random() * 40);
      const target: { child?: ChildProcess } = {};
      let seen = 0;
      const remove = github.intercept(() => {
        seen += 1;
        if (seen === fatal) setTimeout(() => target.child?.kill("SIGKILL"), delayMs);
        return undefined;
      });
      const onStart = (child: ChildProcess) => {
        target.child = child;
      };
      ({ code } = await runQuickstart(folder, ["o/r"], env, onStart));
      remove();
      if (code !== 0) kills.push({ fatal, delayMs });
      expect(kills.length, JSON.stringify(kills)).toBeLessThan(2 * requests);
    }
    expect(await storedRows(folder), JSON.stringify(kills)).toEqual(expected);
    await server.close();
  });
});

describe("what stands twice", () => {
  it("has the same models as the package ships", () => {
    const shipped = readFileSync(join(root, "packages/store-prisma/schema/sqlite.prisma"), "utf8");
    expect(readFileSync(join(example, "prisma/ghsync.prisma"), "utf8")).toBe(shipped);
  });

  it("has its core in the README, to the letter", () => {
    const code = readFileSync(join(example, "app-sync.ts"), "utf8");
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect(readme).toContain(`\`\`\`ts\n${code}\`\`\``);
  });
});

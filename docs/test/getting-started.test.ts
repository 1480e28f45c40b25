import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { schemaStatements } from "@ghsync/store-prisma";
import { createFakeGitHub } from "@ghsync/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { statusPage } from "../getting-started/src/status-page.ts";
import { openPage, root } from "./open-page.ts";
import { runScript } from "./run-script.ts";

const page = openPage("docs/getting-started.md");
const cwd = join(root, "docs/getting-started");
const fullName = "octokit/core.js";

const github = createFakeGitHub();
const server = await github.listen();
const database = `file:${join(mkdtempSync(join(tmpdir(), "ghsync-docs-")), "app.db")}`;
const env = { DATABASE_URL: database, GITHUB_API_URL: server.url, GITHUB_TOKEN: "any-token" };
Object.assign(process.env, env);
// After the line above: the app reads its environment as it is imported.
const { prisma } = await import("../getting-started/src/database.ts");
const { createAppSync } = await import("../getting-started/src/ghsync.ts");

beforeAll(() => {
  github.truth.createRepository({ fullName });
  for (const title of ["Read the next page", "Retry a failed request", "Name the new option"]) {
    const number = github.truth.openPullRequest({ repository: fullName, actor: "ada", title });
    if (number === 2) {
      github.truth.mergePullRequest({ repository: fullName, number, actor: "ada" });
    }
  }
});

afterAll(async () => {
  await prisma.$disconnect();
  await server.close();
});

page.takeFile("docs/getting-started/prisma/schema.prisma");
page.takeFile("docs/getting-started/prisma.config.ts");
for (const name of ["database", "ghsync", "first-sync", "worker", "status-page"]) {
  page.takeFile(`docs/getting-started/src/${name}.ts`);
}
const output = page.takeOutput();

/** What a reader does, in this order. Each step uses the database of the steps before. */
const steps: Readonly<Record<string, () => unknown>> = {
  "npm install @ghsync/core @ghsync/store-prisma @ghsync/scheduler-node-cron"() {
    const packages = ["core", "store-prisma", "scheduler-node-cron"];
    for (const name of packages) expect(existsSync(join(root, "packages", name))).toBe(true);
  },
  "cp node_modules/@ghsync/store-prisma/schema/sqlite.prisma prisma/ghsync.prisma"() {
    // scripts/prisma-generate.ts has made the copy.
    const shipped = readFileSync(join(root, "packages/store-prisma/schema/sqlite.prisma"), "utf8");
    expect(readFileSync(join(cwd, "prisma/generated/ghsync.prisma"), "utf8")).toBe(shipped);
  },
  async "npx prisma migrate dev --name ghsync"() {
    // Prisma's migrations need an engine that it downloads. store-prisma's tests compare these statements with the models.
    const users =
      "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, github_login TEXT UNIQUE)";
    for (const statement of [users, ...schemaStatements("sqlite")]) {
      await prisma.$executeRawUnsafe(statement);
    }
    expect(await prisma.user.count()).toBe(0);
  },
  "npx prisma generate"() {
    // scripts/prisma-generate.ts has made the client. This reads prisma.config.ts, and the models that it names.
    const args = [join(root, "node_modules/prisma/build/index.js"), "validate"];
    const options = {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      ...process.env,
      CHECKPOINT_DISABLE: "1",
    };
    const said = execFileSync(process.execPath, args, {
      cwd,
      env: options,
      encoding: "utf8",
      stdio: "pipe",
    });
    expect(said).toContain("The schemas at prisma are valid");
  },
  async "node src/first-sync.ts octokit/core.js"() {
    const { code, lines, stderr } = await runScript(["src/first-sync.ts", fullName], { cwd, env })
      .ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(lines).toEqual(output);
  },
  async "node src/worker.ts"() {
    const other = "octokit/request.js";
    github.truth.createRepository({ fullName: other });
    github.truth.openPullRequest({ repository: other, actor: "ada", title: "One more" });
    const { id } = await createAppSync().trackRepository({ fullName: other });
    const worker = runScript(["src/worker.ts"], { cwd, env });
    await worker.untilSaid(new RegExp(`^${id} complete$`));
    worker.terminate();
    expect(await worker.ended).toMatchObject({ code: 0, stderr: "" });
    expect(await prisma.ghSyncPullRequest.count({ where: { repositoryId: id } })).toBe(1);
    expect(await prisma.ghSyncSchedule.findMany()).toMatchObject([{ cron: "0 4 * * *" }]);
  },
};

const commands = page.takeCommands();

test.each(commands)("%s", { timeout: 60_000 }, async (command) => {
  const step = steps[command];
  if (!step) throw new Error(`docs/getting-started.md has a command without a test: ${command}`);
  await step();
});

test("what did not change costs 4 requests, and none of the quota", async () => {
  const { id } = await createAppSync().trackRepository({ fullName });
  github.clock.advance(3_600_000);
  expect(await createAppSync().syncRepository(id)).toMatchObject({ status: "complete" });
  github.clock.advance(3_600_000);
  const { usage } = (await createAppSync().syncRepository(id)) as { usage?: unknown };
  expect(usage).toMatchObject({ requests: 4, notModified: 4, points: 0 });
});

test("statusPage shows each repository in words, and escapes them", async () => {
  const sync = createAppSync();
  const html = await statusPage(sync);
  expect(html).toContain("<td>octokit/core.js</td>");
  expect(html).toContain("<td>Synced</td>");
  const { id } = await sync.trackRepository({ fullName });
  await prisma.ghSyncRepository.update({ where: { id }, data: { fullName: "<b>/&" } });
  expect(await statusPage(sync)).toContain("<td>&#60;b&#62;/&#38;</td>");
  await prisma.ghSyncRepository.update({ where: { id }, data: { fullName } });
});

test("a request from any process makes a repository due", async () => {
  const sync = createAppSync();
  const { id } = await sync.trackRepository({ fullName });
  expect(await sync.requestSync(id)).toMatchObject({ status: "queued" });
});

test("every code block of the page is run", () => {
  expect(Object.keys(steps)).toEqual(commands);
  expect(page.left()).toEqual([]);
});

import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPrismaStore } from "@ghsync/store-prisma";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import pg from "pg";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { openDatabase } from "../database.ts";
import { type LogLine, runWorker } from "./run-worker.ts";

const fullName = "o/r";
const token = "ghp_0123456789abcdefghij";
const hasRun = ({ msg }: LogLine) => msg === "run.finished";

async function createFile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-worker-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return `file:${join(folder, "app.db")}`;
}

async function createPostgresDatabase(): Promise<string> {
  const admin = new pg.Client(inject("postgresUrl"));
  await admin.connect();
  const name = `worker_${randomBytes(8).toString("hex")}`;
  await admin.query(`CREATE DATABASE ${name}`);
  onTestFinished(async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });
  const url = new URL(inject("postgresUrl"));
  url.pathname = name;
  return url.href;
}

describe.each([
  ["SQLite", createFile],
  ["PostgreSQL", createPostgresDatabase],
])("the worker on %s", { timeout: 60_000 }, (_, createDatabase) => {
  it("syncs what it is given, ends when it is told to, and goes on from there at its next start", async () => {
    const github = createFakeGitHub({ tokens: [token] });
    generateRepository(github, { fullName, pullRequests: 30, seed: 3 });
    const server = await github.listen();
    onTestFinished(() => server.close());
    const DATABASE_URL = await createDatabase();
    const env = {
      DATABASE_URL,
      GITHUB_API_URL: server.url,
      GITHUB_TOKEN: token,
      GHSYNC_KEY: randomBytes(32).toString("base64"),
      NODE_ENV: "production",
    };
    const first = runWorker([fullName], env);
    expect(await first.untilSaid(hasRun)).toMatchObject({ outcome: { status: "complete" } });
    first.end();
    expect(await first.ended).toMatchObject({ code: 0, stderr: "" });

    const database = await openDatabase(DATABASE_URL);
    const [read] = await createPrismaStore(database.prisma).listRepositories({ limit: 1 });
    expect(read).toMatchObject({ state: { status: "complete" }, lease: undefined });
    expect(read?.repository.encryptedToken).toMatch(/^ghs1\.k1\./);
    expect(await database.prisma.ghSyncPullRequest.findMany({ where: {} })).toHaveLength(30);
    await database.close();

    github.ledger.clear();
    const second = runWorker([fullName], env);
    await second.untilSaid(({ msg }) => msg === "Working.");
    second.end();
    expect(await second.ended).toMatchObject({ code: 0, stderr: "" });
    expect(github.ledger.entries).toEqual([]);
  });
});

describe("npm start without a token", { timeout: 60_000 }, () => {
  it("plays on a GitHub of its own, and ends by itself", async () => {
    const { code, lines, stderr } = await runWorker([], {}).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(lines.filter(hasRun).map(({ outcome }) => outcome?.status)).toEqual(
      Array.from({ length: 4 }, () => "complete"),
    );
  });

  it("refuses to keep tokens in clear text in production", async () => {
    const { code, stderr } = await runWorker([], { NODE_ENV: "production" }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain("use createAesGcmDecryptor");
  });
});

it("takes a host less than 60 lines", () => {
  const files = ["worker.ts", "tokens.ts", "report-events.ts"];
  const lines = files.flatMap((file) =>
    readFileSync(join(import.meta.dirname, "..", file), "utf8")
      .trimEnd()
      .split("\n"),
  );
  expect(lines.length).toBeLessThan(60);
});

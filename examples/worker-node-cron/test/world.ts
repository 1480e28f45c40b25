import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RepoStore, RepositoryRead } from "@ghsync/core";
import { createPrismaStore, type GhSyncPrismaClient } from "@ghsync/store-prisma";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import pg from "pg";
import { expect, inject, onTestFinished } from "vitest";
import { openDatabase } from "../database.ts";
import { type LogLine, runWorker } from "./run-worker.ts";

export const fullName = "o/r";
export const replacement = "ghp_abcdefghij0123456789";
export const token = "ghp_0123456789abcdefghij";
/** A run that ended by itself. One that `setToken` overtakes is `busy`, and the next goes on from it. */
export const hasRun = ({ msg, outcome }: LogLine) =>
  msg === "run.finished" && outcome?.status !== "busy";

export async function createFile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-worker-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return `file:${join(folder, "app.db")}`;
}

export async function createPostgresDatabase(): Promise<string> {
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

/** A GitHub that takes two tokens, and a database: what a worker is run with. */
export async function createWorld(createDatabase: () => Promise<string>) {
  const github = createFakeGitHub({ tokens: [token, replacement] });
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
  async function inDatabase(look: (database: LookedAt) => PromiseLike<unknown>): Promise<void> {
    const { prisma, close } = await openDatabase(DATABASE_URL);
    const store = createPrismaStore(prisma);
    const read = async () => (await store.listRepositories({ limit: 1 }))[0];
    await look({ prisma, store, read });
    await close();
  }
  return { github, env, inDatabase };
}

interface LookedAt {
  readonly prisma: GhSyncPrismaClient;
  readonly store: RepoStore;
  read(): Promise<RepositoryRead | undefined>;
}

/** Runs the worker until its first run has succeeded, and then until the worker has stopped. */
export async function runOnce(env: Record<string, string>): Promise<void> {
  const worker = runWorker([fullName], env);
  expect(await worker.untilSaid(hasRun)).toMatchObject({ outcome: { status: "complete" } });
  worker.end();
  expect(await worker.ended).toMatchObject({ code: 0, stderr: "" });
}

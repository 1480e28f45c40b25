import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SyncEvent } from "@ghsync/core";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { inject, onTestFinished } from "vitest";
import { createApp } from "../app.ts";
import { createAppSync } from "../app-sync.ts";
import { openDatabase, type Provider } from "../database.ts";
import { adoptGhsync, createAppTables } from "../migrate.ts";

const fullName = "octo-org/rocket";

/** An app that had users and a team before it adopted ghsync, with one repository of its team, on a FakeGitHub. */
export async function startApp(provider: Provider, { pullRequests = 12 } = {}) {
  const url = provider === "sqlite" ? createFile() : createSchema();
  const prisma = openDatabase(url);
  onTestFinished(() => prisma.$disconnect());
  if (provider === "postgresql") {
    await prisma.$executeRawUnsafe(`CREATE SCHEMA ${new URL(url).searchParams.get("schema")}`);
  }
  await createAppTables(prisma, provider);
  const team = await prisma.team.create({ data: { name: "Core" } });
  const users = { name: "Mona Lisa", githubLogin: "mona", teamId: team.id };
  await prisma.user.create({ data: users });
  await adoptGhsync(prisma, provider);

  const github = createFakeGitHub();
  generateRepository(github, { fullName, pullRequests, seed: 1 });
  let finished: (() => void) | undefined;
  const onEvent = ({ type }: SyncEvent) => {
    if (type === "run.finished") finished?.();
  };
  process.env.GITHUB_TOKEN = "any-token-will-do-here";
  const { fetch, clock } = github;
  const sync = createAppSync(prisma, { github: { fetch, now: clock.now }, onEvent });
  const app = createApp(prisma, sync);
  onTestFinished(() => app.close());
  const { id } = await sync.trackRepository({ fullName });
  await prisma.ghSyncRepository.update({ where: { id }, data: { teamId: team.id } });
  /** Resolves when the next run has ended. */
  const nextRun = () => new Promise<void>((resolve) => (finished = resolve));
  return { prisma, github, sync, app, id, fullName, nextRun };
}

function createFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-fastify-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return `file:${join(folder, "app.db")}`;
}

function createSchema(): string {
  const url = new URL(inject("postgresUrl"));
  url.searchParams.set("schema", `app_${crypto.randomUUID().replaceAll("-", "")}`);
  return url.href;
}

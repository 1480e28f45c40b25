import { DatabaseSync } from "node:sqlite";
import { reviewMetrics } from "@ghsync/metrics";
import { schemaStatements } from "@ghsync/store-prisma";
import { createPrismaQueries } from "@ghsync/store-prisma/queries";
import { createSqliteStore, nodeSqliteExecutor } from "@ghsync/store-sql/sqlite";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { createAppSync, syncByName } from "./app-sync.js";
import { PrismaClient } from "./generated/client.js";

/** What a user's app does with the README's code, in a project that has nothing but the packed packages. */
async function main(): Promise<void> {
  const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: "file:app.db" }) });
  for (const statement of schemaStatements("sqlite")) await prisma.$executeRawUnsafe(statement);
  const github = createFakeGitHub();
  generateRepository(github, { fullName: "o/r", pullRequests: 30, seed: 3 });
  process.env.GITHUB_TOKEN = "x";
  const sync = createAppSync(prisma, { github: { fetch: github.fetch } });
  const { id, outcome } = await syncByName(sync, { fullName: "o/r" });
  const stored = await prisma.ghSyncPullRequest.count();
  const queries = createPrismaQueries(prisma);
  const { items } = await queries.listPullRequests({ repositoryId: id, limit: 50 });
  const snapshot = await queries.readPullRequest(id, items[0]?.pullRequest.number ?? 0);
  const rounds = snapshot && reviewMetrics(snapshot.pullRequest, snapshot.children).reviewRounds;
  await prisma.$disconnect();
  if (outcome.status !== "complete" || stored !== 30 || items.length !== 30) {
    throw new Error(
      `Expected 30 pull requests, complete; got ${stored} stored, ${items.length} listed, ${outcome.status}.`,
    );
  }
  if (typeof rounds !== "number") throw new Error(`Expected a count of rounds; got ${rounds}.`);

  const database = new DatabaseSync("sql.db");
  const store = createSqliteStore(nodeSqliteExecutor(database));
  await store.migrate();
  const sqlSync = createAppSync(prisma, { store, github: { fetch: github.fetch } });
  const second = await syncByName(sqlSync, { fullName: "o/r" });
  const [{ count } = {}] = database
    .prepare("SELECT count(*) AS count FROM ghsync_pull_requests")
    .all();
  database.close();
  if (second.outcome.status !== "complete" || count !== 30) {
    throw new Error(`Expected 30 pull requests by SQL; got ${count}, ${second.outcome.status}.`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

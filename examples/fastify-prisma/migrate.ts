import { schemaStatements } from "@ghsync/store-prisma";
import type { AppClient, Provider } from "./database.ts";

const ids = {
  sqlite: "INTEGER PRIMARY KEY AUTOINCREMENT",
  postgresql: "SERIAL PRIMARY KEY",
} as const;

/** The app as it was: what its first migration created. */
export async function createAppTables(prisma: AppClient, provider: Provider): Promise<void> {
  await run(prisma, [
    `CREATE TABLE teams (id ${ids[provider]}, name TEXT NOT NULL UNIQUE)`,
    `CREATE TABLE users (id ${ids[provider]}, name TEXT NOT NULL, github_login TEXT UNIQUE,
      team_id INTEGER NOT NULL REFERENCES teams (id))`,
  ]);
}

/** What `prisma migrate dev` makes of ghsync's models and the app's column in one of them: new tables; none of the app's is touched. */
export async function adoptGhsync(prisma: AppClient, provider: Provider): Promise<void> {
  await run(prisma, [
    ...schemaStatements(provider),
    "ALTER TABLE ghsync_repositories ADD COLUMN team_id INTEGER REFERENCES teams (id)",
  ]);
}

/** Creates all tables in a new database. */
export async function migrate(prisma: AppClient, provider: Provider): Promise<void> {
  const isNew = await prisma.ghSyncRepository.count().then(
    () => false,
    (error: { readonly code?: string }) => {
      // No such table. Whatever else fails is no reason to create some.
      if (error.code === "P2021") return true;
      throw error;
    },
  );
  if (!isNew) return;
  await createAppTables(prisma, provider);
  await adoptGhsync(prisma, provider);
}

async function run(prisma: AppClient, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await prisma.$executeRawUnsafe(statement);
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../packages/store-prisma/test/postgres-server.ts";
import { openPostgres, openSqlite, type PlainDatabase } from "./plain-database.ts";

/** Two empty databases of one kind. */
export interface StoreWorld {
  /** Ours. */
  readonly url: string;
  /** For the rows to compare with, and another of the same kind to put them in. */
  readonly stored: PlainDatabase;
  readonly plain: PlainDatabase;
  close(): Promise<void>;
}

async function openSqliteWorld(): Promise<StoreWorld> {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-bench-"));
  const stored = openSqlite(join(folder, "ours.db"));
  const plain = openSqlite(join(folder, "plain.db"));
  const close = async () => {
    await Promise.all([stored.close(), plain.close()]);
    rmSync(folder, { recursive: true });
  };
  return { url: `file:${join(folder, "ours.db")}`, stored, plain, close };
}

async function openPostgresWorld(): Promise<StoreWorld> {
  const server = await startPostgres();
  const databaseUrl = (name: string) => server.url.replace("/postgres?", `/${name}?`);
  const admin = await openPostgres(server.url);
  for (const name of ["ours", "plain"]) await admin.run(`CREATE DATABASE ${name}`);
  await admin.close();
  const stored = await openPostgres(databaseUrl("ours"));
  const plain = await openPostgres(databaseUrl("plain"));
  const close = async () => {
    await Promise.all([stored.close(), plain.close()]);
    await server.stop();
  };
  return { url: databaseUrl("ours"), stored, plain, close };
}

export const openWorlds = { sqlite: openSqliteWorld, postgresql: openPostgresWorld };

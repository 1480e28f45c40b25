import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "../generated/client.ts";

const tables = [
  "ghsync_pull_requests",
  "ghsync_review_requests",
  "ghsync_reviews",
  "ghsync_review_comments",
  "ghsync_comments",
  "ghsync_commits",
  "ghsync_files",
] as const;

// They tell which run wrote a row, not what the row says.
const bookkeeping = ["repository_id", "revision", "change_revision", "read_at", "digests"];

/** All record rows of a database by table, in a stable order, without what differs from run to run. */
export async function storedRows(folder: string): Promise<Record<string, readonly string[]>> {
  const url = `file:${join(folder, "ghsync.db")}`;
  const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url }) });
  const rows: Record<string, readonly string[]> = {};
  for (const table of tables) {
    const found = await prisma.$queryRawUnsafe<Record<string, unknown>[]>(`SELECT * FROM ${table}`);
    rows[table] = found.map(describe).sort();
  }
  await prisma.$disconnect();
  return rows;
}

function describe(row: Record<string, unknown>): string {
  const fields = Object.entries(row).filter(([column]) => !bookkeeping.includes(column));
  return JSON.stringify(fields, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "./generated/client.ts";

const url = process.env.DATABASE_URL ?? "file:app.db";

/** This app's database. */
export const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url }) });
// Lets the web process read while the worker writes.
await prisma.$queryRawUnsafe("PRAGMA journal_mode = WAL");

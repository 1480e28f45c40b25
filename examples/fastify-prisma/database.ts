import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient as PostgresqlClient } from "./generated/postgresql/client.ts";
import { PrismaClient as SqliteClient } from "./generated/sqlite/client.ts";

/** The app's Prisma client. PostgreSQL's has the same models, and so the same calls. */
export type AppClient = SqliteClient;

/** The databases that the app runs on. */
export type Provider = "sqlite" | "postgresql";

/** The database that a URL names: `postgresql://...`, or `file:...` for SQLite. */
export function providerOf(url: string): Provider {
  return url.startsWith("postgres") ? "postgresql" : "sqlite";
}

/** Connects to the app's database. */
export function openDatabase(url: string): AppClient {
  if (providerOf(url) === "sqlite") {
    return new SqliteClient({ adapter: new PrismaBetterSqlite3({ url }) });
  }
  const schema = new URL(url).searchParams.get("schema") ?? "public";
  const options = `-c TimeZone=UTC -c search_path=${schema}`;
  const adapter = new PrismaPg({ connectionString: url, options }, { schema });
  return new PostgresqlClient({ adapter }) as unknown as AppClient;
}

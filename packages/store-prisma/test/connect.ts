import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient as PostgresqlClient } from "../generated/postgresql/client.ts";
import { PrismaClient as SqliteClient } from "../generated/sqlite/client.ts";
import type { SchemaProvider } from "../src/index.ts";

/** A generated client. PostgreSQL's differs in nothing that the tests use. */
export type TestClient = SqliteClient<"query">;

/**
 * Connects to a test database, as the README says. A client that logs its queries is slower.
 *
 * @param settings of PostgreSQL's sessions
 */
export function connect(
  provider: SchemaProvider,
  url: string,
  { tellsQueries = false, settings = "-c TimeZone=UTC" } = {},
): TestClient {
  const log = tellsQueries ? [{ emit: "event" as const, level: "query" as const }] : [];
  if (provider === "sqlite") {
    return new SqliteClient({ adapter: new PrismaBetterSqlite3({ url }), log });
  }
  const schema = new URL(url).searchParams.get("schema") ?? "public";
  const adapter = new PrismaPg(
    { connectionString: url, options: `${settings} -c search_path=${schema}` },
    { schema },
  );
  return new PostgresqlClient({ adapter, log }) as unknown as TestClient;
}

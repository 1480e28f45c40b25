import pg from "pg";
import type { Connection } from "./drivers.ts";

/**
 * The lines of a statement's plan.
 *
 * PostgreSQL reads so few rows as a whole, unless that is forbidden. Its plan is the one for any parameters.
 */
export async function explain(
  { executor, query }: Pick<Connection, "executor" | "query">,
  postgresUrl: string,
  statement: string,
): Promise<readonly string[]> {
  if (executor.dialect === "sqlite") {
    // Any value will do: SQLite plans without looking at it.
    const parameters = Array.from(statement.matchAll(/\?/g), () => 1);
    const rows = await query(`EXPLAIN QUERY PLAN ${statement}`, parameters);
    return rows.map(({ detail }) => String(detail));
  }
  const client = new pg.Client(postgresUrl);
  await client.connect();
  try {
    await client.query("SET enable_seqscan = off");
    const { rows } = await client.query(`EXPLAIN (GENERIC_PLAN) ${statement}`);
    return rows.map((row) => row["QUERY PLAN"]);
  } finally {
    await client.end();
  }
}

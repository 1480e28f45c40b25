import pg from "pg";
import { onTestFinished } from "vitest";

/** Whoever waits for what an open transaction on PostgreSQL has written. */
export interface HeldRows {
  /** Resolves when so many sessions wait, some of them perhaps for each other. */
  untilWaiting(sessions: number): Promise<void>;
  /** Ends the transaction. */
  release(end: "COMMIT" | "ROLLBACK"): Promise<void>;
}

// Not `pg_stat_activity`, which is the same all through a transaction.
const countWaiting = `
  WITH RECURSIVE held(pid) AS (
    SELECT pg_backend_pid()
    UNION SELECT waiting.pid FROM pg_locks waiting JOIN held ON held.pid = ANY (pg_blocking_pids(waiting.pid))
    WHERE NOT waiting.granted
  ) SELECT count(*)::int - 1 AS waiting FROM held`;

/** Opens a transaction in a test database, and writes a row in it. */
export async function holdRows(url: string, sql: string): Promise<HeldRows> {
  const options = `-c search_path=${new URL(url).searchParams.get("schema")}`;
  const client = new pg.Client({ connectionString: url, options });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query("BEGIN");
  await client.query(sql);
  return {
    async untilWaiting(sessions) {
      while ((await client.query(countWaiting)).rows[0].waiting < sessions);
    },
    async release(end) {
      await client.query(end);
    },
  };
}

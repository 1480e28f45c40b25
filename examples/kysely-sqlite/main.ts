import { createSync } from "@ghsync/core";
import type { GhsyncTables, SqliteValues } from "@ghsync/store-sql/kysely";
import { createSqlQueries } from "@ghsync/store-sql/queries";
import { createSqliteStore, kyselySqliteExecutor } from "@ghsync/store-sql/sqlite";
import BetterSqlite3 from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { demoGitHub } from "./demo-github.ts";

/** The app's own table, beside ghsync's. */
interface Tables extends GhsyncTables<SqliteValues> {
  teams: { login: string; team: string };
}

const [fullName = "octo-org/rocket", file = "app.db"] = process.argv.slice(2);
const { GITHUB_TOKEN: token } = process.env;

const db = new Kysely<Tables>({
  dialect: new SqliteDialect({ database: new BetterSqlite3(file) }),
});
const executor = kyselySqliteExecutor(db);
const store = createSqliteStore(executor);
const queries = createSqlQueries(executor);

await db.schema
  .createTable("teams")
  .ifNotExists()
  .addColumn("login", "text", (column) => column.primaryKey())
  .addColumn("team", "text", (column) => column.notNull())
  .execute();
await store.migrate();

const sync = createSync({
  store,
  decryptor: { decrypt: async () => ({ credentialId: "me", token: token ?? "any" }) },
  github: token === undefined ? demoGitHub(fullName) : {},
});
const { id: repositoryId } = await sync.trackRepository({ fullName });
const outcome = await sync.syncRepository(repositoryId);
console.log(`${fullName}: ${outcome.status}`);

const { items } = await queries.listPullRequests({ repositoryId, state: "open", limit: 5 });
for (const { pullRequest } of items) {
  console.log(`#${pullRequest.number} ${pullRequest.title} (${pullRequest.author?.login})`);
}
const byTeam = await db
  .selectFrom("ghsync_pull_requests as p")
  .leftJoin("teams as t", "t.login", "p.author_login")
  .select((query) => ["t.team", query.fn.countAll<number>().as("count")])
  .groupBy("t.team")
  .execute();
for (const { team, count } of byTeam) console.log(`${team ?? "no team"}: ${count} pull requests`);
await db.destroy();

import { createSync } from "@ghsync/core";
import { createPostgresStore, pgExecutor } from "@ghsync/store-sql/postgres";
import { createSqlQueries } from "@ghsync/store-sql/queries";
import { count, eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { teams } from "./app-schema.ts";
import { openDatabase } from "./database.ts";
import { demoGitHub } from "./demo-github.ts";
import { ghsyncPullRequests } from "./ghsync-schema.ts";

const [fullName = "octo-org/rocket"] = process.argv.slice(2);
const { GITHUB_TOKEN: token } = process.env;

const database = await openDatabase();
const db = drizzle(database.url);
const executor = pgExecutor(db.$client);
const store = createPostgresStore(executor);
const queries = createSqlQueries(executor);

// Your own tables come from drizzle-kit, ghsync's from the store.
await db.execute(
  sql`CREATE TABLE IF NOT EXISTS teams (login text PRIMARY KEY, team text NOT NULL)`,
);
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
  .select({ team: teams.team, count: count() })
  .from(ghsyncPullRequests)
  .leftJoin(teams, eq(teams.login, ghsyncPullRequests.authorLogin))
  .groupBy(teams.team);
for (const { team, count } of byTeam) console.log(`${team ?? "no team"}: ${count} pull requests`);
await db.$client.end();
await database.stop();

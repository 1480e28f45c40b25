import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createPostgresStore, pgExecutor } from "@ghsync/store-sql/postgres";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { expect, inject, it, onTestFinished } from "vitest";

const example = join(import.meta.dirname, "..");
const kit = join(dirname(createRequire(import.meta.url).resolve("drizzle-kit")), "bin.cjs");

/** An empty database with ghsync's tables in a schema, and `drizzle-kit push` on it, which may delete anything. */
async function startPush(schema: string) {
  const url = new URL(inject("postgresUrl"));
  const admin = new pg.Client(url.href);
  await admin.connect();
  const name = `push_${crypto.randomUUID().replaceAll("-", "")}`;
  await admin.query(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  const db = drizzle(url.href);
  onTestFinished(async () => {
    await db.$client.end();
    await admin.query(`DROP DATABASE ${name}`);
    await admin.end();
  });
  const store = createPostgresStore(pgExecutor(db.$client), { schema });
  await store.migrate();
  const push = (...args: string[]) =>
    promisify(execFile)(process.execPath, [kit, "push", "--force", ...args], {
      cwd: example,
      env: { ...process.env, DATABASE_URL: url.href },
    });
  const hasTeams = async () => {
    const { rows } = await db.$client.query("SELECT to_regclass('public.teams') AS teams");
    return rows[0].teams !== null;
  };
  return { store, push, hasTeams, url: url.href };
}

it.each(["ghsync", "public"])(
  "leaves ghsync's tables in the schema %s alone, and creates the app's own",
  { timeout: 120_000 },
  async (schema) => {
    const { store, push, hasTeams } = await startPush(schema);
    await push("--config=drizzle.config.ts");
    expect(await hasTeams()).toBe(true);
    await store.check();
  },
);

it("would delete ghsync's tables in the app's own schema without its settings", {
  timeout: 120_000,
}, async () => {
  const { store, push, url } = await startPush("public");
  // With the app's table there, nothing looks renamed, so drizzle-kit asks nothing.
  await push("--config=drizzle.config.ts");
  await push("--dialect=postgresql", "--schema=./app-schema.ts", `--url=${url}`);
  await expect(store.check()).rejects.toThrow("table ghsync_repositories");
});

import { createSync } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import type { StoredRow } from "@ghsync/testing/contracts";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { readRows, rowsOf } from "../../testing/src/contracts/repo-store/read-rows.ts";
import { createPrismaStore, schemaStatements } from "../src/index.ts";
import { connect } from "./connect.ts";
import { startPostgres } from "./postgres-server.ts";
import { readStoredRows } from "./stored-rows.ts";

const fullName = "octo-org/rocket";
const hourMs = 3_600_000;

/** While another session has the lock, a transaction that writes files waits before it ends. */
const trap = `
  CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF (SELECT count(*) FROM ghsync_pull_requests) > 25 THEN PERFORM pg_advisory_xact_lock(42); END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER wait AFTER INSERT ON ghsync_files EXECUTE FUNCTION wait()`;

async function holdTrap(url: string): Promise<{ untilSomebodyWaits(): Promise<void> }> {
  const client = new pg.Client(url);
  // It dies with the server.
  client.on("error", () => undefined);
  await client.connect();
  await client.query(trap);
  await client.query("SELECT pg_advisory_lock(42)");
  return {
    async untilSomebodyWaits() {
      const sql = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
      while ((await client.query(sql)).rows.length === 0);
    },
  };
}

test("I3: of a server that dies in mid-commit nothing is half-written, and the next run goes on", {
  timeout: 120_000,
}, async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const prisma = connect("postgresql", server.url);
  for (const statement of schemaStatements("postgresql")) await prisma.$executeRawUnsafe(statement);
  const store = createPrismaStore(prisma);

  const github = createFakeGitHub();
  generateRepository(github, { fullName, pullRequests: 80, seed: 7 });
  const options = {
    decryptor: { decrypt: async () => ({ credentialId: "me", token: "x" }) },
    github: { fetch: github.fetch, now: github.clock.now, sleep: async () => undefined },
  };
  const reference = createMemoryStore();
  const referenceSync = createSync({ ...options, store: reference });
  const { id: referenceId } = await referenceSync.trackRepository({ fullName });
  await referenceSync.syncRepository(referenceId);
  const snapshots = reference.pullRequests(referenceId).map(({ snapshot }) => snapshot);
  const expected = rowsOf(0, ...snapshots);

  const sync = createSync({ ...options, store });
  const { id } = await sync.trackRepository({ fullName });
  const stored = async () => {
    const rows = await readRows({ store, readRows: readStoredRows.bind(null, prisma) }, id);
    return rows.map((row) => ({ ...row, revision: 0 })) as StoredRow[];
  };

  const hold = await holdTrap(server.url);
  const run = sync.syncRepository(id).catch((error: unknown) => error);
  await hold.untilSomebodyWaits();
  await server.kill();
  expect(await run).toMatchObject({ status: "error", error: { code: "store_failed" } });
  await server.start();

  const before = await stored();
  const whole = new Set(before.map(({ pullRequestNumber }) => pullRequestNumber));
  expect(whole.size).toBe(25);
  expect(before).toEqual(expected.filter((row) => whole.has(row.pullRequestNumber)));

  // The dead run's lease has expired.
  github.clock.advance(hourMs);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  expect(await stored()).toEqual(expected);
  await prisma.$disconnect();
});

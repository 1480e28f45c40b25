import { schemaStatements } from "@ghsync/store-prisma";
import { connect } from "../packages/store-prisma/test/connect.ts";
import { startPostgres } from "../packages/store-prisma/test/postgres-server.ts";
import type { SubjectDatabase } from "./prisma-subject.ts";

/** Threads of this process read it too. */
const urlVariable = "GHSYNC_TEST_PG_URL";

/** Does its work while a PostgreSQL server runs: the one that `GHSYNC_TEST_PG_URL` names, or one that goes afterwards. */
export async function withPostgresServer<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.env[urlVariable]) return work();
  process.once("SIGINT", () => process.exit(130));
  const server = await startPostgres();
  process.env[urlVariable] = server.url;
  try {
    return await work();
  } finally {
    delete process.env[urlVariable];
    await server.stop();
  }
}

/** A schema of its own, with the shipped tables, on the server that runs. */
export async function openPostgresql(): Promise<SubjectDatabase> {
  const url = new URL(process.env[urlVariable] ?? "");
  const schema = `torture_${crypto.randomUUID().replaceAll("-", "")}`;
  url.searchParams.set("schema", schema);
  const prisma = connect("postgresql", url.href);
  await prisma.$executeRawUnsafe(`CREATE SCHEMA ${schema}`);
  for (const statement of schemaStatements("postgresql")) await prisma.$executeRawUnsafe(statement);
  return {
    prisma,
    async close() {
      await prisma.$executeRawUnsafe(`DROP SCHEMA ${schema} CASCADE`);
      await prisma.$disconnect();
    },
  };
}

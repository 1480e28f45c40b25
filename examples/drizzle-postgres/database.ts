import { startPostgres } from "../../packages/store-prisma/test/postgres-server.ts";

/** The database of `DATABASE_URL`, or an empty one that is gone with the process. */
export async function openDatabase() {
  const { DATABASE_URL: url } = process.env;
  return url === undefined ? startPostgres() : { url, stop: async () => undefined };
}

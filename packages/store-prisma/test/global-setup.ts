import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of a PostgreSQL database in which tests make schemas of their own. */
    readonly postgresUrl: string;
  }
}

/** One PostgreSQL for a whole run of the tests: the one that `GHSYNC_TEST_PG_URL` names, or one that is stopped and deleted afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.GHSYNC_TEST_PG_URL;
  const server = given ? undefined : await startPostgres();
  project.provide("postgresUrl", given ?? server?.url ?? "");
  return async () => server?.stop();
}

import { requireText } from "./check-argument.ts";
import type { Dialect } from "./dialect.ts";
import { type Fragment, sql } from "./sql.ts";
import { repositories } from "./tables.ts";

/** The short key of a repository's rows, as a subquery: no row if it is not tracked. */
export function repositoryKey(dialect: Dialect, repositoryId: string): Fragment {
  const id = dialect.value("key", requireText("repositoryId", repositoryId));
  return sql`(SELECT k.repo FROM ${dialect.table(repositories)} AS k WHERE k.id = ${id})`;
}

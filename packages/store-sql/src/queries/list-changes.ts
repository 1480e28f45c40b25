import { requireLimit, requireWhole } from "../check-argument.ts";
import { largestNumber } from "../clean-value.ts";
import type { Database } from "../database.ts";
import type { Dialect } from "../dialect.ts";
import { type Fragment, raw, sql } from "../sql.ts";
import { pullRequests } from "../tables.ts";
import { allOf, scopeOf } from "./conditions.ts";

/** An entry of a repository's change feed: a pull request, and the revision of its last change. */
export interface PullRequestChange {
  readonly number: number;
  readonly revision: number;
}

/** Which part of a change feed to read. */
export interface ListChangesOptions {
  /**
   * The last entry that the consumer has processed. Without a `number`, all entries of that revision count as processed.
   *
   * @defaultValue the beginning: every stored pull request
   */
  readonly since?: { readonly revision: number; readonly number?: number | undefined } | undefined;
  /** The maximum of entries, 1 to 500. @defaultValue 100 */
  readonly limit?: number | undefined;
  /** Finds nothing if the repository belongs to another tenant; `null` for none. `undefined` is refused. @defaultValue any tenant */
  readonly tenantId?: string | null;
}

/** See `SqlQueries.listChanges`. */
export async function listChanges(
  { dialect, run }: Database,
  repositoryId: string,
  options: ListChangesOptions = {},
): Promise<readonly PullRequestChange[]> {
  const { since, limit = 100 } = options;
  const conditions = [
    ...scopeOf(dialect, { ...options, repositoryId }),
    ...(since ? [placesAfter(dialect, since)] : []),
  ];
  const entry = dialect.jsonArray([raw("t.number"), raw("t.change_revision")]);
  const [rows = []] = await run([
    sql`SELECT ${entry} AS r FROM ${dialect.table(pullRequests)} AS t WHERE ${allOf(conditions)}
      ORDER BY t.change_revision, t.number LIMIT ${dialect.value("int", requireLimit(limit))}`,
  ]);
  return rows.map(({ r }) => {
    const [number, revision] = JSON.parse(r) as [number, number];
    return { number, revision };
  });
}

function placesAfter(dialect: Dialect, since: NonNullable<ListChangesOptions["since"]>): Fragment {
  const revision = dialect.value("int", inColumn("since.revision", since.revision));
  if (since.number === undefined) return sql`t.change_revision > ${revision}`;
  const number = dialect.value("int", inColumn("since.number", since.number));
  // The bound is implied by the rest; it is what an index can be entered by.
  return sql`t.change_revision >= ${revision}
    AND (t.change_revision > ${revision} OR t.number > ${number})`;
}

/** A number that a column of 32 bits can be compared with: nothing comes after the largest. */
function inColumn(name: string, value: number): number {
  return Math.min(Math.max(requireWhole(name, value), 0), largestNumber);
}

import { badArgument, requireLimit } from "../check-argument.ts";
import { firstInstant } from "../clean-value.ts";
import type { Database } from "../database.ts";
import { asRow, type Dialect, fromRow, type Row } from "../dialect.ts";
import { type Fragment, raw, sql } from "../sql.ts";
import { columnName, pullRequests, repositories } from "../tables.ts";
import { allOf, filterOf, scopeOf } from "./conditions.ts";
import { decodeCursor, encodeCursor, type OrderField } from "./page-cursor.ts";
import type { PullRequestPage, PullRequestQuery } from "./pull-request-query.ts";
import { computed, recordSource, toPullRequest } from "./records.ts";
import { requireKnownKeys } from "./require-known-keys.ts";

const orderFields = new Map<string, OrderField>([
  ["updated", "updatedAt"],
  ["created", "number"],
  ["merged", "mergedAt"],
]);

/** See `SqlQueries.listPullRequests`. */
export async function listPullRequests(
  { dialect, run }: Database,
  query: PullRequestQuery,
): Promise<PullRequestPage> {
  requireKnownKeys(query);
  const limit = requireLimit(query.limit ?? 50);
  const field = orderFieldOf(query);
  const conditions = [...scopeOf(dialect, query), ...filterOf(dialect, query)];
  // True of every instant, false of none: leads planners to the index that has the order.
  if (field !== "number") {
    conditions.push(sql`${orderColumn(field)} >= ${dialect.value("instant", firstInstant)}`);
  }
  if (query.after !== undefined) conditions.push(placesAfter(dialect, field, query, query.after));
  // The page first, by its index alone. One more row tells whether there is a next page.
  const order = orderOf(field, query);
  const page = sql`(SELECT t.* FROM ${dialect.table(pullRequests)} AS t WHERE ${allOf(conditions)}
    ORDER BY ${order} LIMIT ${dialect.value("int", limit + 1)})`;
  const { columns: own, from } = recordSource(dialect, pullRequests, page);
  const columns = [
    ...own,
    computed("repo", "int", raw("t.repo")),
    computed(
      "repositoryId",
      "key",
      sql`(SELECT k.id FROM ${dialect.table(repositories)} AS k WHERE k.repo = t.repo)`,
    ),
  ];
  const [found = []] = await run([
    sql`SELECT ${asRow(dialect, columns)} FROM ${from} ORDER BY ${order}`,
  ]);
  const rows = found
    .slice(0, limit)
    .map((row) =>
      fromRow<Row & { repo: number; number: number; repositoryId: string }>(columns, row),
    );
  const items = rows.map((row) => ({
    repositoryId: row.repositoryId,
    pullRequest: toPullRequest(row),
  }));
  const last = found.length > limit ? rows.at(-1) : undefined;
  if (!last) return { items, next: undefined };
  const instant = field === "number" ? null : (last[field] as Date);
  return { items, next: encodeCursor(field, { instant, repo: last.repo, number: last.number }) };
}

/** The field that a query orders by. @throws GhsyncError `config_invalid` for an order that there is not in its scope */
function orderFieldOf(query: PullRequestQuery): OrderField {
  const { order = "updated" } = query;
  const field = orderFields.get(order);
  // Numbers of several repositories have no order.
  if (field && (field !== "number" || "repositoryId" in query)) return field;
  throw badArgument("order", "updated or merged, or created with a repositoryId");
}

function orderColumn(field: OrderField): Fragment {
  return raw(`t.${columnName(field)}`);
}

/** Newest first, and of one instant in an order of its own, so that no two rows have one place. */
function orderOf(field: OrderField, query: PullRequestQuery): Fragment {
  if (field === "number") return raw("t.number DESC");
  const ties = "repositoryId" in query ? "t.number DESC" : "t.repo DESC, t.number DESC";
  return sql`${orderColumn(field)} DESC, ${raw(ties)}`;
}

function placesAfter(
  dialect: Dialect,
  field: OrderField,
  query: PullRequestQuery,
  after: string,
): Fragment {
  const place = decodeCursor(field, after);
  const number = dialect.value("int", place.number);
  if (field === "number") return sql`t.number < ${number}`;
  const column = orderColumn(field);
  const instant = dialect.value("instant", place.instant);
  const repo = dialect.value("int", place.repo);
  const tie =
    "repositoryId" in query
      ? sql`t.number < ${number}`
      : sql`(t.repo < ${repo} OR t.repo = ${repo} AND t.number < ${number})`;
  // The bound is implied by the rest; it is what an index can be entered by.
  return sql`${column} <= ${instant} AND (${column} < ${instant} OR ${tie})`;
}

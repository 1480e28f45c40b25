import { castOf, type Dialect, jsonMember, type Row, statement } from "./dialect.ts";
import type { SqlRow, SqlStatement } from "./executor.ts";
import {
  actorDetails,
  anyDiffers,
  type ChildWrite,
  fence,
  type PageResult,
  type PageWrite,
  recordColumns,
} from "./page-write.ts";
import { type Fragment, join, raw, sql } from "./sql.ts";
import {
  actors,
  children,
  columnName,
  dirtyPullRequests,
  pullRequests,
  type RecordTable,
} from "./tables.ts";

/**
 * A page as one statement. Every write depends on `r`, the repository's row, which is there only if
 * the fence let the commit through. All reads see the data as they were when the statement began.
 */
export function postgresPage(dialect: Dialect, page: PageWrite): readonly SqlStatement[] {
  const parts = [
    sql`r AS MATERIALIZED (${fence(dialect, page)} RETURNING t.repo, t.tenant_id, t.revision)`,
  ];
  if (page.actors.length > 0) parts.push(sql`a AS (${writeActors(dialect, page.actors)})`);
  const counts: Fragment[] = [];
  if (page.pullRequests.length > 0) {
    const writes = page.children.map((write, index) =>
      childParts(dialect, write, index, page.isFresh),
    );
    parts.push(
      sql`p AS MATERIALIZED (${rowsOf(dialect, pullRequests, page.pullRequests)})`,
      ...writes.flatMap((write) => write.parts),
      sql`touched AS (${touched(writes.flatMap((write) => write.names))})`,
      ...pullRequestParts(dialect),
    );
    counts.push(
      raw("(SELECT count(*) FROM c WHERE own)"),
      ...writes.flatMap((write) => (write.isCounted ? write.names.map(countOf) : [])),
    );
  }
  parts.push(...dirtyParts(dialect, page));
  const written = counts.length > 0 ? join(counts, " + ") : raw("0");
  const changed =
    page.pullRequests.length > 0
      ? raw("(SELECT coalesce(json_agg(number), '[]') FROM c WHERE changed)")
      : raw("'[]'::json");
  return [
    statement(
      dialect,
      sql`WITH ${join(parts, ",\n")}\nSELECT json_build_array(${written}, ${changed})::text AS r FROM r`,
    ),
  ];
}

/** What the page wrote. `undefined` if the fence refused it. */
export function readPostgresPage([rows = []]: readonly (readonly SqlRow[])[]):
  | PageResult
  | undefined {
  const [row] = rows;
  if (!row) return undefined;
  const [rowsWritten, changed] = JSON.parse(row.r);
  return { rowsWritten, changed };
}

/** Rows as one parameter. */
function rowsOf(dialect: Dialect, table: RecordTable, rows: readonly Row[]): Fragment {
  const columns = table.columns;
  const types = columns.map(
    ({ name, type }) => `${name} ${castOf(type, dialect.types).slice(2) || "text"}`,
  );
  const members = rows.map((row) =>
    Object.fromEntries(columns.map(({ field, name }) => [name, jsonMember(row[field])])),
  );
  return sql`SELECT * FROM json_to_recordset(${JSON.stringify(members)}::text::json) AS x(${raw(types.join(", "))})`;
}

function namesOf(table: RecordTable): readonly string[] {
  return table.columns.map(({ name }) => name);
}

function keyOf(table: RecordTable): readonly string[] {
  return table.key.map(columnName);
}

function sameKey(table: RecordTable, one: string, other: string): string {
  return keyOf(table)
    .map((name) => `${one}.${name} = ${other}.${name}`)
    .join(" AND ");
}

/** An upsert of `from`, rows called `i`, that leaves equal rows alone. */
function upsert(
  dialect: Dialect,
  table: RecordTable,
  from: Fragment,
  filterFirst: boolean,
): Fragment {
  const names = namesOf(table);
  const others = names.filter((name) => !keyOf(table).includes(name));
  const set = ["revision", ...others].map((name) => `${name} = excluded.${name}`).join(", ");
  // Comparing before the insert writes less to the log and waits for no other transaction's row.
  const source = filterFirst
    ? sql`r CROSS JOIN ${from} i LEFT JOIN ${dialect.table(table)} t
        ON t.repo = r.repo AND ${raw(sameKey(table, "t", "i"))}
        WHERE t.repo IS NULL OR ${raw(anyDiffers(dialect, others, "t", "i"))}`
    : sql`r CROSS JOIN ${from} i`;
  const action =
    others.length === 0
      ? "DO NOTHING"
      : `DO UPDATE SET ${set} WHERE ${anyDiffers(dialect, others, "t", "excluded")}`;
  return sql`INSERT INTO ${dialect.table(table)} AS t (repo, tenant_id, revision, ${raw(names.join(", "))})
    SELECT r.repo, r.tenant_id, r.revision, ${raw(names.map((name) => `i.${name}`).join(", "))} FROM ${source}
    ON CONFLICT (repo, ${raw(keyOf(table).join(", "))}) ${raw(action)}`;
}

function writeActors(dialect: Dialect, rows: readonly Row[]): Fragment {
  const names = namesOf(actors);
  const set = actorDetails.map((name) => `${name} = excluded.${name}`).join(", ");
  return sql`INSERT INTO ${dialect.table(actors)} AS t (repo, tenant_id, revision, ${raw(names.join(", "))})
    SELECT r.repo, r.tenant_id, r.revision, ${raw(names.map((name) => `i.${name}`).join(", "))}
    FROM r CROSS JOIN (${rowsOf(dialect, actors, rows)}) i
    LEFT JOIN ${dialect.table(actors)} t ON t.repo = r.repo AND ${raw(sameKey(actors, "t", "i"))}
    WHERE t.repo IS NULL OR ${raw(anyDiffers(dialect, actorDetails, "t", "i"))}
    ON CONFLICT (repo, id, login) DO UPDATE SET revision = excluded.revision, ${raw(set)}`;
}

function childParts(dialect: Dialect, write: ChildWrite, index: number, isFresh: boolean) {
  const table = children[write.table];
  const given = raw(`i${index}`);
  const parts = [sql`${given} AS MATERIALIZED (${rowsOf(dialect, table, write.rows)})`];
  const names: string[] = [];
  if (write.replaced.length > 0) {
    names.push(`d${index}`);
    parts.push(sql`${raw(`d${index}`)} AS (DELETE FROM ${dialect.table(table)} t USING r
      WHERE t.repo = r.repo AND t.number = ANY(ARRAY${dialect.numbers(write.replaced)})
      AND NOT EXISTS (SELECT FROM ${given} i WHERE ${raw(sameKey(table, "i", "t"))})
      RETURNING t.number)`);
  }
  if (write.rows.length > 0) {
    names.push(`w${index}`);
    parts.push(
      sql`${raw(`w${index}`)} AS (${upsert(dialect, table, given, !isFresh)} RETURNING t.number)`,
    );
  }
  return { parts, names, isCounted: write.table !== "reviewRequests" };
}

const countOf = (name: string) => raw(`(SELECT count(*) FROM ${name})`);

/** The pull requests whose children change, each once: UNION drops repeated numbers. */
function touched(names: readonly string[]): Fragment {
  const parts = names.map((name) => `SELECT number FROM ${name}`);
  return raw(["SELECT 0 AS number WHERE false", ...parts].join(" UNION "));
}

/**
 * `c` compares each pull request with what is stored: `own` is a change of its own row, `changed`
 * one of the record or of a child. `w` writes the rows that differ.
 */
function pullRequestParts(dialect: Dialect): readonly Fragment[] {
  const names = namesOf(pullRequests);
  const table = dialect.table(pullRequests);
  const all = ["revision", "change_revision", ...names.filter((name) => name !== "number")];
  const set = all.map((name) => `${name} = excluded.${name}`).join(", ");
  return [
    sql`c AS MATERIALIZED (SELECT p.*, r.repo, r.tenant_id,
      t.repo IS NULL OR ${raw(anyDiffers(dialect, [...recordColumns, "seen"], "t", "p"))} AS own,
      t.repo IS NULL OR x.number IS NOT NULL OR ${raw(anyDiffers(dialect, recordColumns, "t", "p"))} AS changed,
      t.digests IS DISTINCT FROM p.digests AS noted,
      r.revision AS new_revision, t.revision AS old_revision, t.change_revision AS old_change_revision
      FROM r CROSS JOIN p LEFT JOIN ${table} t ON t.repo = r.repo AND t.number = p.number
      LEFT JOIN touched x ON x.number = p.number)`,
    sql`w AS (INSERT INTO ${table} AS t (repo, tenant_id, revision, change_revision, ${raw(names.join(", "))})
      SELECT c.repo, c.tenant_id,
        CASE WHEN c.own THEN c.new_revision ELSE c.old_revision END,
        CASE WHEN c.changed THEN c.new_revision ELSE c.old_change_revision END,
        ${raw(names.map((name) => `c.${name}`).join(", "))}
      FROM c WHERE c.own OR c.changed OR c.noted
      ON CONFLICT (repo, number) DO UPDATE SET ${raw(set)})`,
  ];
}

function dirtyParts(dialect: Dialect, { dirty, clean }: PageWrite): readonly Fragment[] {
  const table = dialect.table(dirtyPullRequests);
  const names = namesOf(dirtyPullRequests);
  const set = names.slice(1).map((name) => `${name} = excluded.${name}`);
  const parts: Fragment[] = [];
  if (clean.length > 0) {
    parts.push(sql`cleaned AS (DELETE FROM ${table} t USING r
      WHERE t.repo = r.repo AND t.number = ANY(ARRAY${dialect.numbers(clean)}))`);
  }
  if (dirty.length > 0) {
    parts.push(sql`marked AS (INSERT INTO ${table} AS t (repo, tenant_id, ${raw(names.join(", "))})
      SELECT r.repo, r.tenant_id, ${raw(names.map((name) => `i.${name}`).join(", "))}
      FROM r CROSS JOIN (${rowsOf(dialect, dirtyPullRequests, dirty)}) i
      ON CONFLICT (repo, number) DO UPDATE SET ${raw(set.join(", "))})`);
  }
  return parts;
}

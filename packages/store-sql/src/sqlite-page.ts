import { type Dialect, type Row, sqliteValue, statement } from "./dialect.ts";
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
import { type Fragment, type Parameter, raw, sql } from "./sql.ts";
import {
  actors,
  children,
  columnName,
  dirtyPullRequests,
  pullRequests,
  type RecordTable,
  repositories,
} from "./tables.ts";

/** A statement of a page, and what its rows count as. */
interface PageStatement extends SqlStatement {
  readonly counts?: "child" | "pull request";
}

/**
 * A page as statements of one transaction. The first is the fence. Each of the others finds the
 * repository by the commit's token, so it writes nothing if the fence refused the commit. Rows go in
 * by one prepared statement that runs once a row.
 */
export function sqlitePage(dialect: Dialect, page: PageWrite): readonly PageStatement[] {
  const held = heldBy(dialect, page);
  return [
    statement(dialect, sql`${fence(dialect, page)} RETURNING json_array(revision) AS r`),
    ...upsert(dialect, page, actors, page.actors, ["repo", "tenant_id", "revision"]),
    ...page.children.flatMap((write) => [
      ...deletion(dialect, held, write),
      ...counted(
        write,
        upsert(dialect, page, children[write.table], write.rows, ["repo", "tenant_id", "revision"]),
      ),
    ]),
    ...writePullRequests(dialect, page),
    ...dirtyList(dialect, page, held),
  ];
}

/** What the page wrote. `undefined` if the fence refused it. */
export function readSqlitePage(
  statements: readonly PageStatement[],
  results: readonly (readonly SqlRow[])[],
): PageResult | undefined {
  const [fenced] = results[0] ?? [];
  if (!fenced) return undefined;
  const [present] = JSON.parse(fenced.r);
  const changed: number[] = [];
  let rowsWritten = 0;
  for (const [index, { counts }] of statements.entries()) {
    const rows = results[index] ?? [];
    if (counts === "child") rowsWritten += rows.length;
    if (counts !== "pull request") continue;
    for (const { r } of rows) {
      const [number, revision, changeRevision] = JSON.parse(r);
      if (revision === present) rowsWritten += 1;
      if (changeRevision === present) changed.push(number);
    }
  }
  return { rowsWritten, changed };
}

/** The repository's row, if this commit has passed the fence. */
function heldBy(dialect: Dialect, { lease, token }: PageWrite): Fragment {
  return sql`(SELECT h.repo FROM ${dialect.table(repositories)} AS h
    WHERE h.id = ${dialect.value("key", lease.repositoryId)} AND h.commit_token = ${token})`;
}

function counted({ table }: ChildWrite, statements: readonly SqlStatement[]): PageStatement[] {
  if (table === "reviewRequests") return [...statements];
  return statements.map((one) => ({ ...one, counts: "child" }));
}

/** An upsert that runs once a row and leaves equal rows alone. It returns the rows that it writes. */
function upsert(
  dialect: Dialect,
  page: PageWrite,
  table: RecordTable,
  rows: readonly Row[],
  stamp: readonly string[],
): readonly SqlStatement[] {
  const key = table.key.map(columnName);
  const names = table.columns.map(({ name }) => name);
  const others = table === actors ? actorDetails : names.filter((name) => !key.includes(name));
  const revised = stamp.includes("revision") ? ["revision"] : [];
  const set = [...revised, ...others].map((name) => `${name} = excluded.${name}`).join(", ");
  const action =
    others.length === 0
      ? "DO NOTHING"
      : `DO UPDATE SET ${set} WHERE ${anyDiffers(dialect, others, "t", "excluded")}`;
  const text = `${insertion(table, stamp)}
    ON CONFLICT (repo, ${key.join(", ")}) ${action} RETURNING 1 AS r`;
  return rowStatement(page, table, rows, text);
}

function insertion(table: RecordTable, stamp: readonly string[]): string {
  const names = table.columns.map(({ name }) => name);
  const values = stamp.map((name) => (name === "change_revision" ? "h.revision" : `h.${name}`));
  const places = names.map(() => "?");
  return `INSERT INTO ${table.name} AS t (${[...stamp, ...names].join(", ")})
    SELECT ${[...values, ...places].join(", ")}
    FROM ${repositories.name} AS h WHERE h.id = ? AND h.commit_token = ?`;
}

function rowStatement(
  { lease, token }: PageWrite,
  table: RecordTable,
  rows: readonly Row[],
  text: string,
): readonly SqlStatement[] {
  if (rows.length === 0) return [];
  const columns = table.columns;
  const parameters = rows.map((row): Parameter[] => [
    ...columns.map(({ field, type }) => sqliteValue(type, row[field])),
    lease.repositoryId,
    token,
  ]);
  return [{ text, rows: parameters, isRead: false }];
}

/** Deletes the rows of a table that are no longer there, and marks their pull requests as changed. */
function deletion(dialect: Dialect, held: Fragment, write: ChildWrite): readonly PageStatement[] {
  if (write.replaced.length === 0) return [];
  const table = children[write.table];
  // In JSON, a hash is a text.
  const bytes = table.columns.filter(({ type }) => type === "bytes").map(({ field }) => field);
  const keys = write.rows.map((row) =>
    table.key.map((field) =>
      bytes.includes(field) ? Buffer.from(row[field] as Uint8Array).toString("hex") : row[field],
    ),
  );
  const stored = table.key.map((field) =>
    bytes.includes(field) ? `lower(hex(t.${columnName(field)}))` : `t.${columnName(field)}`,
  );
  const given = table.key.map((_, index) => `value ->> ${index}`).join(", ");
  const gone = sql`t.repo = ${held} AND t.number IN ${dialect.numbers(write.replaced)}
    AND (${raw(stored.join(", "))}) NOT IN (SELECT ${raw(given)} FROM json_each(${JSON.stringify(keys)}))`;
  const from = dialect.table(table);
  const mark = sql`UPDATE ${dialect.table(pullRequests)} SET change_revision =
      (SELECT h.revision FROM ${dialect.table(repositories)} AS h WHERE h.repo = ${held})
    WHERE repo = ${held} AND number IN (SELECT t.number FROM ${from} AS t WHERE ${gone})`;
  return [
    statement(dialect, mark),
    ...counted(write, [
      statement(dialect, sql`DELETE FROM ${from} AS t WHERE ${gone} RETURNING 1 AS r`),
    ]),
  ];
}

/** Writes the pull requests' own rows, after those of their children. */
function writePullRequests(dialect: Dialect, page: PageWrite): readonly PageStatement[] {
  const names = pullRequests.columns.map(({ name }) => name);
  const set = names.filter((name) => name !== "number").map((name) => `${name} = excluded.${name}`);
  const own = anyDiffers(dialect, [...recordColumns, "seen"], "t", "excluded");
  const writtenChild = page.children
    .filter(({ rows }) => rows.length > 0)
    .map(
      ({ table }) => `EXISTS (SELECT 1 FROM ${children[table].name} AS x
      WHERE x.repo = t.repo AND x.number = t.number AND x.revision = excluded.revision)`,
    );
  const changed = [anyDiffers(dialect, recordColumns, "t", "excluded"), ...writtenChild].join(
    " OR ",
  );
  const text = `${insertion(pullRequests, ["repo", "tenant_id", "revision", "change_revision"])}
    ON CONFLICT (repo, number) DO UPDATE SET
      revision = CASE WHEN ${own} THEN excluded.revision ELSE t.revision END,
      change_revision = CASE WHEN ${changed} THEN excluded.revision ELSE t.change_revision END,
      ${set.join(", ")}
    WHERE t.digests IS NOT excluded.digests OR ${own}
    RETURNING json_array(number, revision, change_revision) AS r`;
  return rowStatement(page, pullRequests, page.pullRequests, text).map((one) => ({
    ...one,
    counts: "pull request",
  }));
}

function dirtyList(dialect: Dialect, page: PageWrite, held: Fragment): readonly SqlStatement[] {
  const table = dialect.table(dirtyPullRequests);
  const gone = sql`DELETE FROM ${table} WHERE repo = ${held} AND number IN ${dialect.numbers(page.clean)}`;
  return [
    ...(page.clean.length > 0 ? [statement(dialect, gone)] : []),
    ...upsert(dialect, page, dirtyPullRequests, page.dirty, ["repo", "tenant_id"]),
  ];
}

import { type Dialect, quoted } from "./dialect.ts";
import {
  actors,
  type Column,
  children,
  childTables,
  columnName,
  credentials,
  dirtyPullRequests,
  pullRequests,
  repositories,
  scheduleSlots,
  schedules,
} from "./tables.ts";

/** All tables, and the columns of each by name: what a check looks for. */
export function expectedColumns(): ReadonlyMap<string, readonly string[]> {
  const names = (table: { readonly columns: readonly Column[] }) =>
    table.columns.map(({ name }) => name);
  const records = [pullRequests, ...childTables.map((table) => children[table]), actors];
  return new Map([
    [repositories.name, ["repo", ...names(repositories)]],
    ...records.map((table) => {
      const stamp = ["repo", "tenant_id", "revision"];
      const place = table === pullRequests ? ["change_revision"] : [];
      return [table.name, [...stamp, ...place, ...names(table)]] as const;
    }),
    [dirtyPullRequests.name, ["repo", "tenant_id", ...names(dirtyPullRequests)]],
    ...[credentials, schedules, scheduleSlots].map((table) => [table.name, names(table)] as const),
  ]);
}

/** The statements that create version 1 of the tables. */
export function firstVersion(dialect: Dialect): readonly string[] {
  const { types } = dialect;
  const inSchema = dialect.schema === undefined ? "" : `${quoted(dialect.schema)}.`;
  const create = (name: string, columns: readonly string[], key: readonly string[]) =>
    `CREATE TABLE ${inSchema}${name} (${[...columns, `PRIMARY KEY (${key.join(", ")})`].join(", ")})`;
  const index = (table: string, name: string, columns: string, where = "") =>
    `CREATE INDEX ghsync_${name} ON ${inSchema}${table} (${columns})${where && ` WHERE ${where}`}`;
  const columnList = (table: { readonly columns: readonly Column[] }) =>
    table.columns.map(
      ({ name, type, isNullable }) => `${name} ${types[type]}${isNullable ? "" : " NOT NULL"}`,
    );
  const stamp = [
    `repo ${types.int} NOT NULL`,
    `tenant_id ${types.key}`,
    `revision ${types.int} NOT NULL`,
  ];
  const withoutRevision = stamp.slice(0, 2);
  const repo =
    dialect.name === "postgresql"
      ? `repo ${types.int} GENERATED ALWAYS AS IDENTITY`
      : `repo ${types.int}`;
  const keyOf = ({ key }: { readonly key: readonly string[] }) => ["repo", ...key.map(columnName)];
  return [
    create(repositories.name, [repo, ...columnList(repositories)], ["repo"]),
    `CREATE UNIQUE INDEX ghsync_repositories_id ON ${inSchema}${repositories.name} (id)`,
    `CREATE UNIQUE INDEX ghsync_repositories_name ON ${inSchema}${repositories.name} (tenant_key, name_key)`,
    index(repositories.name, "repositories_due", "due_at, id", "active"),
    create(
      pullRequests.name,
      [...stamp, `change_revision ${types.int} NOT NULL`, ...columnList(pullRequests)],
      keyOf(pullRequests),
    ),
    index(pullRequests.name, "pull_requests_change", "repo, change_revision"),
    index(pullRequests.name, "pull_requests_state", "repo, state, updated_at"),
    index(pullRequests.name, "pull_requests_updated", "repo, updated_at"),
    index(pullRequests.name, "pull_requests_merged", "repo, merged_at"),
    // Rows without a tenant too: they are listed like those of a tenant.
    index(pullRequests.name, "pull_requests_tenant", "tenant_id, updated_at"),
    index(pullRequests.name, "pull_requests_tenant_merged", "tenant_id, merged_at"),
    index(pullRequests.name, "pull_requests_author", "author_login, updated_at"),
    ...childTables.map((table) => {
      const child = children[table];
      return create(child.name, [...stamp, ...columnList(child)], keyOf(child));
    }),
    index(children.reviewRequests.name, "review_requests_reviewer", "reviewer"),
    index(children.reviews.name, "reviews_author", "author_login, submitted_at"),
    create(actors.name, [...stamp, ...columnList(actors)], keyOf(actors)),
    create(
      dirtyPullRequests.name,
      [...withoutRevision, ...columnList(dirtyPullRequests)],
      keyOf(dirtyPullRequests),
    ),
    create(credentials.name, columnList(credentials), ["credential_id"]),
    create(schedules.name, columnList(schedules), ["id"]),
    create(scheduleSlots.name, columnList(scheduleSlots), ["schedule_id", "slot"]),
  ];
}

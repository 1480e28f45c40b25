import {
  type Actor,
  type ChildKind,
  fromJson,
  type PullRequest,
  type PullRequestChildren,
} from "@ghsync/core";
import type { Dialect, Row } from "../dialect.ts";
import { type Fragment, join, raw, sql } from "../sql.ts";
import {
  actors,
  type Column,
  type ColumnType,
  columnName,
  pullRequests,
  type RecordTable,
} from "../tables.ts";

const people = ["author", "mergedBy", "committer"] as const;
const actorParts = ["Id", "Login", "AvatarUrl", "Type"] as const;
const milestoneParts = ["Number", "Title", "State", "DueOn"] as const;

/**
 * A table with its people's avatars and types: what to select, and from what.
 *
 * @param rows some of the table's rows, in place of all
 */
export function recordSource(
  dialect: Dialect,
  table: RecordTable,
  rows: Fragment = dialect.table(table),
): { readonly columns: readonly Column[]; readonly from: Fragment } {
  const isHere = (person: string) => table.columns.some(({ field }) => field === `${person}Login`);
  const joined = people.filter(isHere);
  const from = [
    sql`${rows} AS t`,
    ...joined.map((person) => {
      const name = columnName(person);
      return sql`LEFT JOIN ${dialect.table(actors)} AS ${raw(name)} ON ${raw(
        `${name}.repo = t.repo AND ${name}.id = coalesce(t.${name}_id, 0) AND ${name}.login = t.${name}_login`,
      )}`;
    }),
  ];
  const columns = [
    ...table.columns.map((column) => ({
      ...column,
      expression: raw(dialect.jsonValue(column.type, `t.${column.name}`)),
    })),
    ...joined.flatMap((person) => [
      computed(`${person}AvatarUrl`, "text", raw(`${columnName(person)}.avatar_url`)),
      computed(`${person}Type`, "key", raw(`${columnName(person)}.type`)),
    ]),
    ...(table === pullRequests ? [listedPeople(dialect)] : []),
  ];
  return { columns, from: join(from, " ") };
}

/** A column that is no column of the table. */
export function computed(field: string, type: ColumnType, expression: Fragment): Column {
  return { field, name: field, type, isNullable: true, expression };
}

/** The people of a pull request's lists, as `[id, login, avatarUrl, type]`. */
function listedPeople(dialect: Dialect): Column {
  const [listed, toList, asJson] =
    dialect.name === "postgresql"
      ? [
          "(SELECT e ->> 'login' AS login, (e ->> 'id')::bigint AS id FROM jsonb_array_elements(t.assignees || t.requested_reviewers) AS e)",
          "json_agg",
          "json_build_array",
        ]
      : [
          "(SELECT e.value ->> 'login' AS login, e.value ->> 'id' AS id FROM json_each(t.assignees) AS e UNION ALL SELECT e.value ->> 'login', e.value ->> 'id' FROM json_each(t.requested_reviewers) AS e)",
          "json_group_array",
          "json_array",
        ];
  // One look-up by key for each of them: a planner that does not know how few they are would read all actors.
  const one = sql`(SELECT ${raw(asJson)}(a.id, a.login, a.avatar_url, a.type)
    FROM ${dialect.table(actors)} AS a
    WHERE a.repo = t.repo AND a.id = coalesce(p.id, 0) AND a.login = p.login)`;
  const value = dialect.name === "sqlite" ? sql`json(${one})` : one;
  const expression = sql`(SELECT ${raw(toList)}(${value}) FROM ${raw(listed)} AS p)`;
  return computed(
    "people",
    "json",
    dialect.name === "sqlite" ? sql`json(${expression})` : expression,
  );
}

/** The pull request that a row holds. */
export function toPullRequest(row: Row): PullRequest {
  const listed = (row.people ?? []) as ([number, string, string | null, string] | null)[];
  const details = new Map(listed.flatMap((one) => (one ? [[`${one[0]} ${one[1]}`, one]] : [])));
  const withDetails = ({ id, login }: Actor) => {
    const [, , avatarUrl = null, type] = details.get(`${id ?? 0} ${login}`) ?? [];
    return { id, login, avatarUrl, type };
  };
  const milestone = partsOf(row, "milestone", milestoneParts);
  return {
    ...recordOf(pullRequests, row),
    milestone: milestone.number === null ? null : milestone,
    labels: fromJson(row.labels),
    assignees: (row.assignees as Actor[]).map(withDetails),
    requestedReviewers: (row.requestedReviewers as ({ kind: string } & Actor)[]).map((one) =>
      one.kind === "team" ? one : { kind: one.kind, ...withDetails(one) },
    ),
    linkedIssues: fromJson(row.linkedIssues),
  } as unknown as PullRequest;
}

const anchors: { readonly [K in ChildKind]?: string } = {
  reviews: "pullrequestreview-",
  reviewComments: "discussion_r",
  comments: "issuecomment-",
};

/** The child that a row holds. */
export function toChild<K extends ChildKind>(
  kind: K,
  table: RecordTable,
  row: Row,
  pullRequestUrl: string,
): PullRequestChildren[K] {
  const anchor = anchors[kind];
  const url = anchor !== undefined && { url: `${pullRequestUrl}#${anchor}${row.id}` };
  const { number, pathHash, ...record } = recordOf(table, row);
  return { ...record, ...url } as PullRequestChildren[K];
}

/** What is stored of a pull request beside what GitHub shows. */
const notOfRecord = ["seen", "truncated", "unread", "readAt", "digests"];

/** A row's fields, with each person as one. */
function recordOf(table: RecordTable, row: Row): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  const parts = people.flatMap((person) => actorParts.map((part) => person + part));
  const milestone = milestoneParts.map((part) => `milestone${part}`);
  const left = new Set([...notOfRecord, ...parts, ...milestone]);
  for (const { field } of table.columns) if (!left.has(field)) record[field] = row[field];
  for (const person of people) {
    if (!(`${person}Login` in row)) continue;
    const actor = partsOf(row, person, actorParts);
    record[person] = actor.login === null ? null : actor;
  }
  return record;
}

function partsOf(row: Row, field: string, parts: readonly string[]): Record<string, unknown> {
  const entries = parts.map((part) => [part[0]?.toLowerCase() + part.slice(1), row[field + part]]);
  return Object.fromEntries(entries);
}

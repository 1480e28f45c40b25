import {
  type ChildKind,
  childKinds,
  type PullRequestSnapshot,
  type SnapshotPart,
} from "@ghsync/core";
import { badArgument, mostRows, requireWhole } from "../check-argument.ts";
import { largestNumber } from "../clean-value.ts";
import type { Database } from "../database.ts";
import { asRow, type Dialect, fromValues, type Row } from "../dialect.ts";
import { wasRead } from "../digests.ts";
import { type Fragment, join, raw, sql } from "../sql.ts";
import { children, pullRequests } from "../tables.ts";
import { allOf, scopeOf } from "./conditions.ts";
import { inCanonicalOrder } from "./in-canonical-order.ts";
import { computed, recordSource, toChild, toPullRequest } from "./records.ts";

/** What to read of pull requests. */
export interface ReadPullRequestsOptions {
  /** The kinds of children to read. Others are `undefined`. @defaultValue all */
  readonly kinds?: readonly ChildKind[] | undefined;
  /** Finds nothing if the repository belongs to another tenant; `null` for none. `undefined` is refused. @defaultValue any tenant */
  readonly tenantId?: string | null;
}

type Kind = "own" | ChildKind;

/** See `SqlQueries.readPullRequests`. */
export async function readPullRequests(
  { dialect, run }: Database,
  repositoryId: string,
  numbers: readonly number[],
  options: ReadPullRequestsOptions = {},
): Promise<readonly PullRequestSnapshot[]> {
  const scope = scopeOf(dialect, { ...options, repositoryId });
  const kinds = requireKinds(options.kinds ?? childKinds);
  const wanted = storable(numbers);
  if (wanted.length === 0) return [];
  const where = allOf([...scope, isOneOf(dialect, wanted)]);
  const sources = new Map(
    (["own", ...kinds] as const).map((kind) => [kind, sourceOf(dialect, kind)] as const),
  );
  const selects = [...sources.values()].map(
    ({ columns, from }) => sql`SELECT ${asRow(dialect, columns)} FROM ${from} WHERE ${where}`,
  );
  // One statement, so that all is of one instant.
  const [found = []] = await run([join(selects, " UNION ALL ")]);

  const rows = new Map<Kind, Map<number, Row[]>>();
  for (const { r } of found) {
    const values = JSON.parse(r) as [Kind, ...unknown[]];
    const row = fromValues<Row & { number: number }>(sources.get(values[0])?.columns ?? [], values);
    const ofKind = rows.get(values[0]) ?? new Map<number, Row[]>();
    rows.set(values[0], ofKind);
    const ofNumber = ofKind.get(row.number) ?? [];
    ofKind.set(row.number, ofNumber);
    ofNumber.push(row);
  }
  const snapshots = new Map(
    wanted.map((number) => {
      const [own] = rows.get("own")?.get(number) ?? [];
      const childrenOf = (kind: ChildKind) =>
        kinds.includes(kind) ? (rows.get(kind)?.get(number) ?? []) : undefined;
      return [number, own && toSnapshot(own, childrenOf)];
    }),
  );
  return numbers.flatMap((number) => snapshots.get(number) ?? []);
}

/** The rows of a kind, each with the kind's name in front. */
function sourceOf(dialect: Dialect, kind: Kind) {
  const { columns, from } = recordSource(dialect, kind === "own" ? pullRequests : children[kind]);
  const name = computed("rowKind", "key", raw(`'${kind}'`));
  return { columns: [name, ...columns], from };
}

function isOneOf(dialect: Dialect, numbers: readonly number[]): Fragment {
  const list = dialect.numbers(numbers);
  // As an array, PostgreSQL looks each number up. From a subquery, it may read all rows of the repository.
  return dialect.name === "postgresql"
    ? sql`t.number = ANY (ARRAY${list})`
    : sql`t.number IN ${list}`;
}

function requireKinds(kinds: readonly ChildKind[]): readonly ChildKind[] {
  if (Array.isArray(kinds) && kinds.every((kind) => childKinds.includes(kind))) return kinds;
  throw badArgument("kinds", `a list of ${childKinds.join(", ")}`);
}

/** The numbers that a column can hold, each once. */
function storable(numbers: readonly number[]): readonly number[] {
  if (!Array.isArray(numbers) || numbers.length > mostRows) {
    throw badArgument("numbers", `a list of at most ${mostRows}`);
  }
  const whole = numbers.map((number) => requireWhole("number", number));
  return [...new Set(whole)].filter((number) => number > 0 && number <= largestNumber);
}

/** @param childrenOf returns the rows of a kind that was asked for */
function toSnapshot(
  row: Row,
  childrenOf: (kind: ChildKind) => readonly Row[] | undefined,
): PullRequestSnapshot {
  const read = childKinds.map((kind) => {
    const rows = childrenOf(kind);
    // Where the digests were cleared, rows still show that there was a read.
    const isKnown = rows && (rows.length > 0 || wasRead(row.digests as Buffer, kind));
    if (!isKnown) return [kind, undefined];
    const records = rows.map((child) => toChild(kind, children[kind], child, String(row.url)));
    return [kind, inCanonicalOrder(records)];
  });
  return {
    pullRequest: toPullRequest(row),
    children: Object.fromEntries(read) as PullRequestSnapshot["children"],
    truncated: row.truncated as readonly ChildKind[],
    unread: row.unread as readonly SnapshotPart[],
    readAt: row.readAt as Date,
  };
}

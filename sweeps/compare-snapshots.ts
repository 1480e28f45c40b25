import { inspect, isDeepStrictEqual } from "node:util";
import { type ChildKind, childKinds } from "@ghsync/core";
import type { TrueSnapshot } from "../torture/true-snapshots.ts";

/** A field of a record: of the pull request by its name, of a child by its kind and name, as in `reviews.author`. */
export type RecordField = string;

interface Row {
  readonly id?: number;
  readonly sha?: string;
  readonly path?: string;
}

/** What of a stored pull request is not as it is at GitHub, field for field. */
export function differencesOf(
  stored: TrueSnapshot | undefined,
  truth: TrueSnapshot,
  ignored: readonly RecordField[] = [],
): readonly string[] {
  const { number } = truth.pullRequest;
  if (!stored) return [`#${number} is not stored`];
  return [
    ...fieldDifferences(`#${number} `, "", stored.pullRequest, [truth.pullRequest], ignored),
    ...childKinds.flatMap((kind) => {
      const found = rowsOf(stored, kind);
      const wanted = rowsOf(truth, kind);
      const missing = [...wanted.keys()].filter((key) => !found.has(key));
      return [
        ...missing.map((key) => `#${number} ${kind} ${key} is missing`),
        ...rowDifferences(number, kind, found, [wanted], ignored),
      ];
    }),
    ...stored.truncated.map((kind) => `#${number} ${kind} is truncated`),
    ...stored.unread
      .filter((part) => !ignored.includes(part))
      .map((part) => `#${number} ${part} is unread`),
  ];
}

/**
 * What of a stored pull request was never true: a value that GitHub never had, a row that it never showed, and, where the pull request
 * was known before, whatever is no longer known.
 *
 * @param before what was stored before the fault; absent in a first sync, where a field may be unknown
 */
export function wrongValuesOf(
  stored: TrueSnapshot | undefined,
  before: TrueSnapshot | undefined,
  truth: TrueSnapshot,
  ignored: readonly RecordField[] = [],
): readonly string[] {
  const { number } = truth.pullRequest;
  if (!stored) return before ? [`#${number} is no longer stored`] : [];
  const times = [truth, ...(before ? [before] : [])];
  const records = times.map(({ pullRequest }) => pullRequest);
  return [
    ...fieldDifferences(`#${number} `, "", stored.pullRequest, records, ignored).filter(
      (difference) => before !== undefined || !/: stored (null|undefined|\[\]),/.test(difference),
    ),
    ...childKinds.flatMap((kind) => {
      const found = rowsOf(stored, kind);
      const known = times.map((time) => rowsOf(time, kind));
      const lost = before
        ? [...rowsOf(before, kind).keys()].filter((key) => known[0]?.has(key) && !found.has(key))
        : [];
      return [
        ...lost.map((key) => `#${number} ${kind} ${key} is no longer stored`),
        ...rowDifferences(number, kind, found, known, ignored),
      ];
    }),
  ];
}

function rowDifferences(
  number: number,
  kind: ChildKind,
  found: ReadonlyMap<string, object>,
  allowed: readonly ReadonlyMap<string, object>[],
  ignored: readonly RecordField[],
): readonly string[] {
  return [...found].flatMap(([key, row]) => {
    const versions = allowed.flatMap((rows) => rows.get(key) ?? []);
    if (versions.length === 0) return [`#${number} ${kind} ${key} should not be there`];
    return fieldDifferences(`#${number} ${kind} ${key} `, `${kind}.`, row, versions, ignored);
  });
}

function fieldDifferences(
  where: string,
  prefix: string,
  stored: object,
  allowed: readonly object[],
  ignored: readonly RecordField[],
): readonly string[] {
  const names = Object.keys({ ...stored, ...allowed[0] });
  return names.flatMap((name) => {
    if (ignored.includes(`${prefix}${name}`)) return [];
    const valueIn = (record: object) => (record as Readonly<Record<string, unknown>>)[name];
    const value = valueIn(stored);
    if (allowed.some((record) => isDeepStrictEqual(value, valueIn(record)))) return [];
    const truth = allowed.map((record) => show(valueIn(record))).join(" or ");
    return [`${where}${name}: stored ${show(value)}, true ${truth}`];
  });
}

function rowsOf({ children }: TrueSnapshot, kind: ChildKind): ReadonlyMap<string, object> {
  const rows: readonly Row[] = children[kind] ?? [];
  return new Map(rows.map((row) => [String(row.id ?? row.sha ?? row.path), row]));
}

function show(value: unknown): string {
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 1 }).slice(0, 60);
}

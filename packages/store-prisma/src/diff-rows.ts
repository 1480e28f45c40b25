import { isDeepStrictEqual } from "node:util";
import type { PageTable } from "./page-tables.ts";
import type { Row } from "./rows/row.ts";

/** What has to be written so that the stored rows become the wanted ones. */
export interface RowDiff {
  readonly created: readonly Row[];
  /** Rows of which at least one column changed, with those columns alone. */
  readonly changed: readonly { readonly row: Row; readonly columns: Row }[];
  /** Stored rows that are no longer wanted. */
  readonly vanished: readonly Row[];
}

/**
 * Compares rows by key. Only the columns of the wanted row count: a stored row may have others, such as the host's own.
 * Of two wanted rows with one key, the later stands.
 *
 * @param key the columns of the primary key
 */
export function diffRows(
  stored: readonly Row[],
  wanted: readonly Row[],
  key: readonly string[],
): RowDiff {
  const before = byKey(stored, key);
  const after = byKey(wanted, key);
  const created: Row[] = [];
  const changed: { row: Row; columns: Row }[] = [];
  for (const [id, row] of after) {
    const old = before.get(id);
    if (!old) {
      created.push(row);
      continue;
    }
    const columns = Object.entries(row).filter(([name, value]) => !isEqual(old[name], value));
    if (columns.length > 0) changed.push({ row, columns: Object.fromEntries(columns) });
  }
  const vanished = [...before].filter(([id]) => !after.has(id)).map(([, row]) => row);
  return { created, changed, vanished };
}

function byKey(rows: readonly Row[], key: readonly string[]): Map<string, Row> {
  return new Map(rows.map((row) => [key.map((name) => String(row[name])).join("/"), row]));
}

// Ids by their number, instants by their time, JSON by its content: PostgreSQL reorders the keys of an object.
function isEqual(stored: unknown, wanted: unknown): boolean {
  const value = typeof stored === "bigint" ? Number(stored) : stored;
  return value === wanted || isDeepStrictEqual(value, wanted);
}

/** What a page changes in one table. */
export interface TableChange extends RowDiff {
  readonly table: PageTable;
  /** Rows that stay as they are, but for columns that are ghsync's own business. */
  readonly noted: readonly { readonly row: Row; readonly columns: Row }[];
}

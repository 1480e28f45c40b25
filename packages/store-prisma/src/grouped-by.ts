import type { Row } from "./rows/row.ts";

/** Rows by the value of a column, in their order. */
export function groupedBy(
  rows: readonly Row[],
  column: string,
): ReadonlyMap<unknown, readonly Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group) group.push(row);
    else groups.set(row[column], [row]);
  }
  return groups;
}

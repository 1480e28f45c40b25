import type { RowDiff, TableChange } from "./diff-rows.ts";
import type { Row } from "./rows/row.ts";

/** Whether columns of a pull request's own row change what it is: `seen` says how it was read. */
export function changesRecord(columns: Row): boolean {
  return Object.keys(columns).some((column) => column !== "seen");
}

/** The pull requests of which children are created, changed or deleted. A deleted child leaves no row of its own. */
export function touchedNumbers(children: readonly RowDiff[]): ReadonlySet<unknown> {
  const rows = children.flatMap(({ created, changed, vanished }) => [
    ...created,
    ...changed.map(({ row }) => row),
    ...vanished,
  ]);
  return new Set(rows.map(({ pullRequestNumber }) => pullRequestNumber));
}

/** The pull requests that changes move to the feed's end. */
export function changedNumbers(changes: readonly TableChange[]): number[] {
  const rows = changes
    .filter(({ table }) => table === "pullRequests")
    .flatMap(({ created, changed, noted }) => [
      ...created,
      ...[...changed, ...noted]
        .filter(({ columns }) => "changeRevision" in columns)
        .map(({ row }) => row),
    ]);
  return rows.map(({ number }) => Number(number));
}

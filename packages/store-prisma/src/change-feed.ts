import type { RowDiff } from "./diff-rows.ts";
import type { Row } from "./prisma-client.ts";

/** Whether columns of a pull request's own row change what it is: `seen` says how it was read. */
export function changesRecord(columns: Row): boolean {
  return Object.keys(columns).some((column) => column !== "seen");
}

/** The pull requests of which children are created, changed or deleted. One that is deleted leaves no row of its own to tell. */
export function touchedNumbers(children: readonly RowDiff[]): ReadonlySet<unknown> {
  const rows = children.flatMap(({ created, changed, vanished }) => [
    ...created,
    ...changed.map(({ row }) => row),
    ...vanished,
  ]);
  return new Set(rows.map(({ pullRequestNumber }) => pullRequestNumber));
}

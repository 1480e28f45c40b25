import type { RestContext } from "./rest-context.ts";

/**
 * The rows of a page as they are listed: in order, or with neighbours in each other's place where a list
 * by `updated` is told not to be strict.
 */
export function asListed<T>(
  { query, knobs }: Pick<RestContext, "knobs" | "query">,
  rows: readonly T[],
): readonly T[] {
  if (!knobs.unsortedPages || query.get("sort") !== "updated") {
    return rows;
  }
  return rows.map((row, index) => rows[index ^ 1] ?? row);
}

import { GhsyncError } from "../model/ghsync-error.ts";

/** GitHub's largest page: rows that are added while a list is read exceed its count. */
const maxPageLength = 100;

/**
 * Pages in a row that may show nothing new: hidden rows, and rows that moved by a page, are not a
 * loop.
 */
const maxIdlePages = 10;

/**
 * Checks one page after the other. `next` is the address or the cursor of the next page; absent on
 * the last page.
 */
export type ListGuard = (rows: readonly unknown[], next: string | undefined) => void;

export interface GuardedList {
  /** What the error calls it. */
  readonly name: string;
  /** The address, or the cursor, of the page that is read first. */
  readonly first: string;
  /** GitHub's own count of the list's rows, where there is one. */
  readonly expected?: number | undefined;
  /** Rows that were read before. @defaultValue 0 */
  readonly before?: number | undefined;
}

/**
 * Creates a check that detects an endless list, by REST or by GraphQL. It remembers the requested
 * pages, and the rows of one page.
 *
 * @returns a check that throws `response_invalid` if the next page was already requested, if ten
 * pages in a row show nothing new, or if the list has more rows than twice the count plus one page
 */
export function createListGuard({ name, first, expected, before = 0 }: GuardedList): ListGuard {
  const most = expected === undefined ? Number.POSITIVE_INFINITY : 2 * expected + maxPageLength;
  const requested = new Set([first]);
  let shown: ReadonlySet<unknown> = new Set();
  let count = before;
  let idlePages = 0;
  const endless = (why: string) =>
    new GhsyncError("response_invalid", `GitHub's list ${name} does not end: ${why}.`);
  return (rows, next) => {
    count += rows.length;
    if (count > most) throw endless(`it showed ${count} rows, but counts ${expected}`);
    if (next === undefined) return;
    if (requested.has(next)) throw endless("its next page was already read");
    requested.add(next);
    const ids = rows.map(idOf);
    idlePages = ids.every((id) => shown.has(id)) ? idlePages + 1 : 0;
    if (idlePages === maxIdlePages) throw endless(`${idlePages} pages in a row show nothing new`);
    if (ids.length > 0) shown = new Set(ids);
  };
}

/** Returns what identifies a row: the path of a file, the sha of a commit, otherwise the id. */
function idOf(row: unknown): unknown {
  const { id, filename, sha } = (row ?? {}) as { readonly [Name in string]?: unknown };
  return id ?? filename ?? sha ?? JSON.stringify(row);
}

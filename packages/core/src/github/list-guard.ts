import { GhsyncError } from "../model/ghsync-error.ts";

/** Rows of GitHub's longest page: rows that come while a list is read are more than were counted. */
const longestPage = 100;

/** Pages in a row that may show nothing new: rows that are hidden, or that moved by a page, are no sign of a loop. */
const mostIdlePages = 10;

/** Checks one page after the other. `next` is the address, or the cursor, of the page behind it; absent on the last page. */
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
 * Creates what tells a list that never ends, by REST or by GraphQL. Remembers the pages that were asked for, and the rows of one page.
 * @returns a check that throws `response_invalid` where the next page was asked for already, where ten pages in a row showed nothing
 * that the page before them did not show, and past twice the count and a page
 */
export function createListGuard({ name, first, expected, before = 0 }: GuardedList): ListGuard {
  const most = expected === undefined ? Number.POSITIVE_INFINITY : 2 * expected + longestPage;
  const asked = new Set([first]);
  let shown: ReadonlySet<unknown> = new Set();
  let count = before;
  let idlePages = 0;
  const endless = (why: string) =>
    new GhsyncError("response_invalid", `GitHub's list ${name} does not end: ${why}.`);
  return (rows, next) => {
    count += rows.length;
    if (count > most) throw endless(`it showed ${count} rows, and counts ${expected}`);
    if (next === undefined) return;
    if (asked.has(next)) throw endless("its next page was read already");
    asked.add(next);
    const ids = rows.map(idOf);
    idlePages = ids.every((id) => shown.has(id)) ? idlePages + 1 : 0;
    if (idlePages === mostIdlePages) throw endless(`${idlePages} pages in a row show nothing new`);
    if (ids.length > 0) shown = new Set(ids);
  };
}

/** What tells a row from others: of files the path, of commits the sha, of all else the id. */
function idOf(row: unknown): unknown {
  const { id, filename, sha } = (row ?? {}) as { readonly [Name in string]?: unknown };
  return id ?? filename ?? sha ?? JSON.stringify(row);
}

import { GhsyncError } from "../errors/ghsync-error.ts";

/** Rows of GitHub's longest page: rows that come while a list is read are more than were counted. */
const longestPage = 100;

/** Pages in a row that may show nothing new: rows that are hidden, or that moved by a page, are no sign of a loop. */
const mostIdlePages = 10;

/** Checks one page after the other, with the URL of the next. */
export type ListGuard = (rows: readonly unknown[], nextUrl: string | undefined) => void;

/**
 * Creates what tells a list that never ends. Remembers the URLs that were asked, and the rows of one page.
 * @param expected GitHub's own count of the list's rows, where there is one
 * @returns a check that throws `response_invalid` where the next page was asked for already, where ten pages in a row showed nothing
 * that the page before them did not show, and past twice the count and a page
 */
export function createListGuard(firstUrl: string, expected: number | undefined): ListGuard {
  const most = expected === undefined ? Number.POSITIVE_INFINITY : 2 * expected + longestPage;
  const asked = new Set([firstUrl]);
  let shown: ReadonlySet<unknown> = new Set();
  let count = 0;
  let idlePages = 0;
  const endless = (why: string) => {
    const message = `GitHub's list GET ${new URL(firstUrl).pathname} does not end: ${why}.`;
    return new GhsyncError("response_invalid", message);
  };
  return (rows, nextUrl) => {
    count += rows.length;
    if (count > most) throw endless(`it showed ${count} rows, and counts ${expected}`);
    if (nextUrl === undefined) return;
    if (asked.has(nextUrl)) throw endless("its next page was read already");
    asked.add(nextUrl);
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

import type { GitHubClient, ListPage, RequestOptions } from "../github/client.ts";
import { GhsyncError } from "../model/ghsync-error.ts";
import { type RawRow, type ReadRows, readRows } from "./listed-rows.ts";

/** A list whose rows come in at its front, asked by page number. */
export interface NumberedList<Row> {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Rows a list request, as a rule. */
  readonly pageSize: number;
  /** Throws `response_invalid` for a row that is not of the shape that GitHub documents. */
  readonly read: (row: RawRow) => Row;
  /** Whether a page reaches up to the last row that was read before it, so that nothing is between them. */
  readonly joins: (rows: readonly Row[], last: Row) => boolean;
  /** Whether a row was read with the pages up to that last one: it is left out. */
  readonly isKnown: (row: Row, last: Row) => boolean;
}

/** A page of such a list, without the rows that are known. */
export interface JoinedPage<Row> extends ListPage<Row> {
  /** All rows of the page that could be read, known or not, and those that could not. */
  readonly all: ReadRows<Row>;
  readonly readSoFar?: ReadSoFar<Row> | undefined;
  /** The list goes on, though GitHub answered fewer rows than were asked for. */
  readonly isShort: boolean;
}

/** How far a numbered list is read. */
export interface ReadSoFar<Row> {
  /** Rows from the front on. */
  readonly count: number;
  /** Absent where GitHub hid every row of the last page. */
  readonly last: Row | undefined;
}

const mostRestarts = 10;

/**
 * A list's pages by number, where an answer may know less than the one before: rows that it does not know yet no longer push the others
 * down, and the next page would begin behind rows that no page had. So each page begins with the last row of the page before; one
 * that does not is asked for again, further up. Where the last page has only rows that are known, and more of them than can be, the
 * list is read again from its front.
 *
 * @param from where to go on; the list's front if absent
 */
export async function* joinedPages<Row>(
  client: GitHubClient,
  { path, parameters, pageSize, joins, isKnown, read: readRow }: NumberedList<Row>,
  { etagFor, signal }: RequestOptions & { readonly etagFor?: (url: string) => string | undefined },
  from?: ReadSoFar<Row>,
): AsyncGenerator<JoinedPage<Row>> {
  let read = from;
  let overlap = 1;
  let restarts = 0;
  let previous: readonly Row[] = [];
  for (;;) {
    const { size, number } = windowAt(read?.count ?? 0, overlap, pageSize);
    const window = { per_page: size, ...(number > 1 && { page: number }) };
    const isFirst = read === undefined && restarts === 0;
    const options = { signal, ...(isFirst && etagFor && { etagFor }) };
    const page = await firstPage(client, path, { ...parameters, ...window }, options);
    if (read && number === 1 && restarts++ > mostRestarts) throw movesTooFast(path);
    const all = readRows(path, page.rows, readRow);
    const last = number > 1 ? read?.last : undefined;
    if (last !== undefined && !joins(all.rows, last)) {
      overlap *= 2;
      continue;
    }
    overlap = 1;
    const lastRow = all.rows.at(-1);
    // Of the rows before its end a window shows so many, and rows that came in at the front: else it is another page than was asked for.
    const expected = (read?.count ?? 0) - (number - 1) * size;
    const known = last === undefined ? [] : [...previous, last];
    const isAllKnown = () => all.rows.every((row) => known.some((one) => isKnown(row, one)));
    if (known.length > 0 && !page.hasNext && all.rows.length > expected && isAllKnown()) {
      if (restarts++ > mostRestarts) throw movesTooFast(path);
      read = undefined;
      continue;
    }
    // A page that has a next may still be short: GitHub hides rows after it has counted them.
    read = { count: number * size, last: lastRow };
    previous = all.rows;
    const rows = last === undefined ? all.rows : all.rows.filter((row) => !isKnown(row, last));
    const isShort = page.hasNext && page.rows.length < size;
    yield { ...page, rows, all, readSoFar: read, isShort };
    if (!page.hasNext) return;
  }
}

/** The page that begins at least `overlap` rows before the end of what is read, and goes furthest beyond it. */
export function windowAt(
  read: number,
  overlap: number,
  pageSize: number,
): { readonly size: number; readonly number: number } {
  const start = Math.max(0, read - overlap);
  const endOf = (size: number) => (Math.floor(start / size) + 1) * size;
  const sizes = Array.from({ length: 100 }, (_, index) => index + 1);
  const furthest = sizes
    .slice(0, pageSize)
    .reduce((best, size) => (endOf(size) >= endOf(best) ? size : best), 1);
  // Small pages can't overlap and get on.
  const size =
    endOf(furthest) > read ? furthest : (sizes.find((larger) => endOf(larger) > read) ?? 100);
  return { size, number: Math.floor(start / size) + 1 };
}

async function firstPage(
  client: GitHubClient,
  path: string,
  parameters: Readonly<Record<string, string | number>>,
  options: Parameters<GitHubClient["pages"]>[2],
): Promise<ListPage<unknown>> {
  for await (const page of client.pages<unknown>(path, parameters, options)) return page;
  throw movesTooFast(path);
}

function movesTooFast(path: string): GhsyncError {
  const message = `GitHub's list ${path} could not be read from page to page.`;
  return new GhsyncError("transient", message, { retryable: true });
}

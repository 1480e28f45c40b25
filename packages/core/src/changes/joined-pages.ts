import type { GitHubClient, ListPage, RequestOptions } from "../github/client.ts";
import { createListGuard } from "../github/list-guard.ts";
import type { Shape } from "../github/shape.ts";
import { GhsyncError } from "../model/ghsync-error.ts";
import { type ReadRows, readRows } from "./listed-rows.ts";

/** A list whose rows come in at its front, asked by page number. */
export interface NumberedList<Row> {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Rows a list request, as a rule. */
  readonly pageSize: number;
  readonly read: Shape<Row>;
  /** Takes rows out that can't be true where they stand. @param date GitHub's, of the answer. @defaultValue none */
  readonly sift?: (all: ReadRows<Row>, date: Date) => ReadRows<Row>;
  /** Throws `response_invalid` for rows of another repository. */
  readonly requireOwn: (rows: readonly unknown[]) => Promise<void>;
  /** Whether a page reaches up to the last row that was read before it, so that nothing is between them. */
  readonly joins: (rows: readonly Row[], last: Row) => boolean;
  /** Whether a row was read with the pages up to that last one: it is left out. */
  readonly isKnown: (row: Row, last: Row) => boolean;
  /** Whether a page without a next one shows by itself that nothing that is wanted comes behind it. @defaultValue never */
  readonly hasEnded?: (rows: readonly Row[]) => boolean;
}

/** A page of such a list, without the rows that are known. */
export interface JoinedPage<Row> extends ListPage<Row> {
  /** All rows of the page that could be read, known or not, and those that could not. */
  readonly all: ReadRows<Row>;
  readonly readSoFar?: ReadSoFar<Row> | undefined;
  /** The list goes on, though GitHub answered fewer rows than were asked for. */
  readonly isShort: boolean;
  /** The list is read to its end. `hasNext` is what one answer says. */
  readonly isLast: boolean;
}

interface HeldPage<Row> extends JoinedPage<Row> {
  readonly size: number;
  readonly number: number;
  /** Rows of it, known or not. */
  readonly length: number;
}

/** How far a numbered list is read. */
export interface ReadSoFar<Row> {
  /** Rows from the front on. */
  readonly count: number;
  /** Absent where GitHub hid every row of the last page. */
  readonly last: Row | undefined;
}

const mostRestarts = 10;

/** Rows of GitHub's longest page. */
const longestPage = 100;

/**
 * A list's pages by number, where an answer may know less than the one before: rows that it does not know yet no longer push the others
 * down, and the next page would begin behind rows that no page had. So each page begins with the last row of the page before; one
 * that does not is asked for again, further up. Where the last page has only rows that are known, and more of them than can be, the
 * list is read again from its front. One answer without a next page can be a wrong one: the list ends where the same page, asked for
 * again by another address, shows nothing else.
 *
 * @throws GhsyncError `response_invalid` where ten pages in a row show nothing new, `transient` where the list moves too fast
 * @param from where to go on; the list's front if absent
 */
export async function* joinedPages<Row>(
  client: GitHubClient,
  {
    path,
    parameters,
    pageSize,
    joins,
    isKnown,
    hasEnded,
    requireOwn,
    read: readRow,
    sift = (all) => all,
  }: NumberedList<Row>,
  { etagFor, signal }: RequestOptions & { readonly etagFor?: (url: string) => string | undefined },
  from?: ReadSoFar<Row>,
): AsyncGenerator<JoinedPage<Row>> {
  let read = from;
  let overlap = 1;
  let restarts = 0;
  let previous: readonly Row[] = [];
  /** The last page, as one answer has it: it waits for another one that agrees. */
  let held: HeldPage<Row> | undefined;
  const guarded = { name: `GET ${path}`, first: "" };
  let guard = createListGuard(guarded);
  const restart = () => {
    if (restarts++ > mostRestarts) throw movesTooFast(path);
    guard = createListGuard(guarded);
  };
  for (;;) {
    const { size, number } = held ?? windowAt(read?.count ?? 0, overlap, pageSize);
    // The same page by another address: no cache has an answer to it.
    const window = held
      ? { page: number, per_page: size }
      : { per_page: size, ...(number > 1 && { page: number }) };
    const isFirst = read === undefined && restarts === 0;
    const options = { signal, ...(isFirst && etagFor && { etagFor }) };
    const page = await firstPage(client, path, { ...parameters, ...window }, options);
    if (read && number === 1 && !held) restart();
    await requireOwn(page.rows);
    const all = sift(readRows(path, page.rows, readRow), page.date);
    const last = number > 1 || held ? read?.last : undefined;
    const isJoined = last === undefined || joins(all.rows, last);
    const known = last === undefined ? [] : [...previous, last];
    const isNew = (row: Row) => !known.some((one) => isKnown(row, one));
    if (held) {
      const isAgreed = !page.hasNext && isJoined && !all.rows.some(isNew);
      // The front has nothing before it that its rows would have to join.
      if (isAgreed && (number > 1 || page.rows.length === held.length)) {
        yield { ...held, isLast: true };
        return;
      }
      restart();
      // An answer that knows less may come between two that agree.
      if (!isJoined && overlap === 1) {
        overlap = 2;
        continue;
      }
      overlap = 1;
      yield held;
      if (number === 1) read = undefined;
      held = undefined;
      continue;
    }
    if (!isJoined) {
      overlap *= 2;
      continue;
    }
    overlap = 1;
    // Of the rows before its end a window shows so many, and rows that came in at the front: else it is another page than was asked for.
    const before = (number - 1) * size;
    const expected = (read?.count ?? 0) - before;
    const rows = all.rows.filter(isNew);
    const isAnother = known.length > 0 && rows.length === 0 && all.rows.length > expected;
    if (isAnother && !page.hasNext) {
      restart();
      read = undefined;
      continue;
    }
    // A page that has a next may still be short: GitHub hides rows after it has counted them.
    const isShort = page.hasNext && page.rows.length < size;
    read = { count: before + (page.hasNext ? size : page.rows.length), last: all.rows.at(-1) };
    previous = all.rows;
    const isLast = page.notModified || (!page.hasNext && hasEnded?.(all.rows) === true);
    const joined = { ...page, rows, all, readSoFar: read, isShort, isLast };
    if (isLast || page.hasNext) yield joined;
    else held = { ...joined, size, number, length: page.rows.length };
    if (isLast) return;
    if (page.hasNext) guard(rows, String(read.count));
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
  let size = Math.min(pageSize, longestPage);
  // A shorter page ends at most its length behind the start.
  for (let shorter = size - 1; start + shorter > endOf(size); shorter -= 1) {
    if (endOf(shorter) > endOf(size)) size = shorter;
  }
  // Small pages can't overlap and get on.
  while (endOf(size) <= read && size < longestPage) size += 1;
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

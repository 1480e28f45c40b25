import type { GitHubClient, ListPage, RequestOptions } from "../github/client.ts";
import { createListGuard } from "../github/list-guard.ts";
import type { Shape } from "../github/shape.ts";
import { GhsyncError } from "../model/ghsync-error.ts";
import { type ParsedRows, parseRows } from "./listed-rows.ts";

/** A list that grows at its front and is requested by page number. */
export interface NumberedList<Row> {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** The usual number of rows per request. */
  readonly pageSize: number;
  readonly read: Shape<Row>;
  /**
   * Takes out rows that cannot be true in their place. @param date GitHub's `Date` of the response.
   * @defaultValue none
   */
  readonly sift?: (all: ParsedRows<Row>, date: Date) => ParsedRows<Row>;
  /** Throws `response_invalid` for rows of another repository. */
  readonly requireOwn: (rows: readonly unknown[]) => Promise<void>;
  /** Whether a page reaches the last row that was read, so that no row is between them. */
  readonly joins: (rows: readonly Row[], last: Row) => boolean;
  /** Whether a row was read before, up to that last row. It is then left out. */
  readonly isKnown: (row: Row, last: Row) => boolean;
  /**
   * Whether a page without a next one proves by itself that no wanted row follows. @defaultValue
   * never
   */
  readonly hasEnded?: (rows: readonly Row[]) => boolean;
}

/** A page of such a list, without the known rows. */
export interface JoinedPage<Row> extends ListPage<Row> {
  /** All rows of the page, known or not. */
  readonly all: ParsedRows<Row>;
  readonly readSoFar?: ReadSoFar<Row> | undefined;
  /** The page has fewer rows than requested, although the list continues. */
  readonly isIncomplete: boolean;
  /** Whether the end of the list is confirmed. `hasNext` is what one response says. */
  readonly isLast: boolean;
}

interface UnconfirmedPage<Row> extends JoinedPage<Row> {
  readonly size: number;
  readonly number: number;
  /** Rows of the page, known or not. */
  readonly length: number;
}

/** How much of a numbered list was read. */
export interface ReadSoFar<Row> {
  /** The number of rows from the front. */
  readonly count: number;
  /** Absent if GitHub hid every row of the last page. */
  readonly last: Row | undefined;
}

const mostRestarts = 10;

/** Rows of GitHub's longest page. */
const longestPage = 100;

/** Reads a numbered list page by page. */
export interface PageReader<Row> {
  /**
   * Returns the next page; `undefined` after the last one.
   * @throws GhsyncError `response_invalid` if ten pages in a row show nothing new, `transient` if
   * the list moves too fast
   */
  next(): Promise<JoinedPage<Row> | undefined>;
}

/**
 * Creates a reader of a numbered list whose responses may lag.
 *
 * A response may know fewer rows than the one before. Its rows then stand further up, and the next
 * page could skip some. So each page must begin with the last row of the page before. If it does
 * not, the reader requests a page further up. If the last page has more known rows than it can
 * have, the reader starts again at the front.
 *
 * One response without a next page proves nothing. The list ends only if the same page, requested
 * by another address, shows nothing else. If GitHub did not say that it is the last page, the page
 * after it must be empty too.
 *
 * @param from where to continue; the front of the list if absent
 */
export function createPageReader<Row>(
  client: GitHubClient,
  list: NumberedList<Row>,
  { etagFor, signal }: RequestOptions & { readonly etagFor?: (url: string) => string | undefined },
  from?: ReadSoFar<Row>,
): PageReader<Row> {
  const { path, pageSize, joins, isKnown, hasEnded, requireOwn, sift = (all) => all } = list;
  let read = from;
  let overlap = 1;
  let restarts = 0;
  let previous: readonly Row[] = [];
  /** The last page by one response. It waits for a second response that agrees. */
  let unconfirmed: UnconfirmedPage<Row> | undefined;
  /** New rows of the last page that was returned. */
  let unguarded: readonly Row[] | undefined;
  let isDone = false;
  const guarded = { name: `GET ${path}`, first: "" };
  let guard = createListGuard(guarded);

  function restart(): void {
    if (restarts++ > mostRestarts) throw movesTooFast(path);
    guard = createListGuard(guarded);
  }

  function fetchPage(window: Readonly<Record<string, number>>): Promise<ListPage<unknown>> {
    const isFirst = read === undefined && restarts === 0;
    const options = { signal, ...(isFirst && etagFor && { etagFor }) };
    return firstPage(client, path, { ...list.parameters, ...window }, options);
  }

  /** Compares a page with the rows that were read before it. */
  async function compare(page: ListPage<unknown>, last: Row | undefined) {
    await requireOwn(page.rows);
    const all = sift(parseRows(path, page.rows, list.read), page.date);
    const known = last === undefined ? [] : [...previous, last];
    const rows = all.rows.filter((row) => !known.some((one) => isKnown(row, one)));
    return { all, rows, isJoined: last === undefined || joins(all.rows, last) };
  }

  /** Returns a page; `undefined` if another request is needed first. */
  async function readPage(): Promise<JoinedPage<Row> | undefined> {
    const { size, number } = windowAt(read?.count ?? 0, overlap, pageSize);
    const page = await fetchPage({ per_page: size, ...(number > 1 && { page: number }) });
    if (read && number === 1) restart();
    const last = number > 1 ? read?.last : undefined;
    const { all, rows, isJoined } = await compare(page, last);
    if (!isJoined) {
      overlap *= 2;
      return undefined;
    }
    overlap = 1;
    // The page can show only these known rows, and rows that came in at the front. Else it is
    // another page.
    const before = (number - 1) * size;
    const expected = (read?.count ?? 0) - before;
    const isAnother = last !== undefined && rows.length === 0 && all.rows.length > expected;
    const hasNext = page.hasNext && !(page.isGuessed && page.rows.length < size);
    if (isAnother && !hasNext) {
      restart();
      read = undefined;
      return undefined;
    }
    // A page that has a next one may still be incomplete: GitHub counts rows before it hides
    // them.
    const isIncomplete = hasNext && page.rows.length < size;
    read = { count: before + (hasNext ? size : page.rows.length), last: all.rows.at(-1) };
    previous = all.rows;
    const isLast = page.notModified || (!hasNext && hasEnded?.(all.rows) === true);
    const joined = { ...page, hasNext, rows, all, readSoFar: read, isIncomplete, isLast };
    if (!isLast && !hasNext) {
      unconfirmed = { ...joined, size, number, length: page.rows.length };
      return undefined;
    }
    isDone = isLast;
    unguarded = rows;
    return joined;
  }

  /**
   * Requests the last page once more. Returns it; `undefined` if another request is needed first.
   */
  async function confirmEnd(end: UnconfirmedPage<Row>): Promise<JoinedPage<Row> | undefined> {
    const { size, number } = end;
    // The same page by another address, so that no cache has a response to it.
    const page = await fetchPage({ page: number, per_page: size });
    const { rows, isJoined } = await compare(page, read?.last);
    const hasNext = page.hasNext && !(page.isGuessed && page.rows.length < size);
    const isAgreed = !hasNext && isJoined && rows.length === 0;
    // The front has no row before it to join.
    if (isAgreed && (number > 1 || page.rows.length === end.length)) {
      const after = end.isGuessed && (await fetchPage({ per_page: size, page: number + 1 }));
      isDone = !after || after.rows.length === 0;
      if (isDone) return { ...end, isLast: true };
      // GitHub counts rows before it hides them, so the page counts as full.
      read = { count: number * size, last: end.all.rows.at(-1) };
      unconfirmed = undefined;
      unguarded = end.rows;
      return { ...end, hasNext: true, isIncomplete: true, readSoFar: read };
    }
    restart();
    // A response that knows fewer rows may come between two that agree.
    if (!isJoined && overlap === 1) {
      overlap = 2;
      return undefined;
    }
    overlap = 1;
    if (number === 1) read = undefined;
    unconfirmed = undefined;
    return end;
  }

  return {
    async next() {
      if (unguarded && read && !isDone) guard(unguarded, String(read.count));
      unguarded = undefined;
      while (!isDone) {
        const page = unconfirmed ? await confirmEnd(unconfirmed) : await readPage();
        if (page) return page;
      }
      return undefined;
    },
  };
}

/**
 * Returns the page that begins at least `overlap` rows before the end of what was read, and reaches
 * furthest.
 */
export function windowAt(
  read: number,
  overlap: number,
  pageSize: number,
): { readonly size: number; readonly number: number } {
  const start = Math.max(0, read - overlap);
  const endOf = (size: number) => (Math.floor(start / size) + 1) * size;
  let size = Math.min(pageSize, longestPage);
  // A shorter page ends at most its length after the start.
  for (let shorter = size - 1; start + shorter > endOf(size); shorter -= 1) {
    if (endOf(shorter) > endOf(size)) size = shorter;
  }
  // Small pages cannot overlap and also reach new rows.
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
  const message = `GitHub's list ${path} moves too fast to be read page by page.`;
  return new GhsyncError("transient", message, { retryable: true });
}

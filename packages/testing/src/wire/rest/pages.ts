import { compareKeysets, decodeCursor, encodeCursor, firstIndex, type Keyset } from "../keyset.ts";
import type { RestContext } from "./rest-context.ts";
import { invalidParameter, type RestResult } from "./rest-result.ts";

/** One page of a list that is paged by number; a row that moves meanwhile is met twice or never. */
export function numberedPage<T>(
  context: RestContext,
  items: readonly T[],
  view: (item: T) => unknown,
): RestResult {
  const perPage = perPageOf(context.query);
  const page = pageOf(context.query);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const rows = items.slice((page - 1) * perPage, page * perPage);
  const relations: LinkRelation[] = [];
  if (page > 1) {
    relations.push(["prev", { page: String(Math.min(page - 1, last)) }]);
  }
  if (page < last) {
    relations.push(["next", { page: String(page + 1) }]);
  }
  if (page !== last) {
    relations.push(["last", { page: String(last) }]);
  }
  if (page > 1) {
    relations.push(["first", { page: "1" }]);
  }
  return {
    status: 200,
    body: asListed(context, rows).map(view),
    ...linkHeader(context, relations),
  };
}

/** A list in its order, and how to name a place in it. */
export interface CursorList<T> {
  readonly items: readonly T[];
  readonly descending: boolean;
  keyset(item: T): Keyset;
}

const PLACE_PARAMETERS = ["after", "before", "page"];

/**
 * One page of the issues list: `next` has a cursor, and there is no `last`. `page` alone is still
 * understood. Observed since 2025; not in GitHub's API description.
 */
export function cursorPage<T>(
  context: RestContext,
  list: CursorList<T>,
  view: (item: T) => unknown,
): RestResult {
  const perPage = perPageOf(context.query);
  const page = pageOf(context.query);
  const place = placeOf(context.query);
  if (place === "invalid") {
    return invalidParameter("Issue", "after", "/issues/issues#list-repository-issues");
  }
  const start = startOf(list, place, page, perPage);
  const end = place?.before ? start.before : start.after + perPage;
  const from = place?.before ? Math.max(0, end - perPage) : start.after;
  const rows = list.items.slice(from, end);
  const relations: LinkRelation[] = [];
  const [first, last] = [rows[0], rows.at(-1)];
  if (last !== undefined && end < list.items.length) {
    const after = encodeCursor(list.keyset(last));
    relations.push(["next", { after, page: String(page + 1) }]);
  }
  if (first !== undefined && from > 0) {
    const before = encodeCursor(list.keyset(first));
    relations.push(["prev", { before, page: String(Math.max(1, page - 1)) }]);
  }
  return {
    status: 200,
    body: asListed(context, rows).map(view),
    ...linkHeader(context, relations, PLACE_PARAMETERS),
  };
}

interface Place {
  readonly before: boolean;
  readonly keyset: Keyset;
}

function placeOf(query: URLSearchParams): Place | "invalid" | undefined {
  const cursor = query.get("after") ?? query.get("before");
  if (cursor === null) {
    return undefined;
  }
  const keyset = decodeCursor(cursor);
  return keyset === undefined ? "invalid" : { before: !query.has("after"), keyset };
}

function startOf<T>(
  { items, descending, keyset }: CursorList<T>,
  place: Place | undefined,
  page: number,
  perPage: number,
): { after: number; before: number } {
  if (place === undefined) {
    return { after: (page - 1) * perPage, before: 0 };
  }
  const direction = descending ? -1 : 1;
  const order = (item: T) => direction * compareKeysets(keyset(item), place.keyset);
  return {
    after: firstIndex(items, (item) => order(item) > 0),
    before: firstIndex(items, (item) => order(item) >= 0),
  };
}

/** A relation of a `Link` header and the parameters that its address sets. */
export type LinkRelation = readonly [rel: string, parameters: Readonly<Record<string, string>>];

/**
 * The `Link` header of a list: addresses by the repository's id that echo what the caller sent,
 * letter for letter. Source: "Using pagination in the REST API". No relation, no header.
 */
export function linkHeader(
  { urls, repository, path, search }: RestContext,
  relations: readonly LinkRelation[],
  dropped: readonly string[] = [],
): { link?: string } {
  if (relations.length === 0) {
    return {};
  }
  const pieces = search.slice(1).split("&").filter(Boolean);
  const links = relations.map(([rel, parameters]) => {
    const left = new URLSearchParams(parameters);
    const kept = pieces.flatMap((piece) => {
      const name = nameOf(piece);
      if (!dropped.includes(name) && parameters[name] === undefined) {
        return [piece];
      }
      const value = left.get(name);
      left.delete(name);
      return value === null ? [] : [String(new URLSearchParams({ [name]: value }))];
    });
    const sent = [...kept, ...(left.size > 0 ? [String(left)] : [])].join("&");
    return `<${urls.origin}/repositories/${repository.id}${path}?${sent}>; rel="${rel}"`;
  });
  return { link: links.join(", ") };
}

function nameOf(piece: string): string {
  return new URLSearchParams(piece).keys().next().value ?? "";
}

/**
 * The rows of a page as they are listed: in order, or with neighbours in each other's place where a list
 * by `updated` is told not to be strict.
 */
export function asListed<T>(
  { query, settings }: Pick<RestContext, "settings" | "query">,
  rows: readonly T[],
): readonly T[] {
  if (!settings.unsortedPages || query.get("sort") !== "updated") {
    return rows;
  }
  return rows.map((row, index) => rows[index ^ 1] ?? row);
}

const DEFAULT_PER_PAGE = 30;

const MAX_PER_PAGE = 100;

/** `per_page`: 30 by default, clamped to 100 rather than refused. */
export function perPageOf(query: URLSearchParams): number {
  const asked = Number.parseInt(query.get("per_page") ?? "", 10);
  return asked >= 1 ? Math.min(asked, MAX_PER_PAGE) : DEFAULT_PER_PAGE;
}

/** `page`, from 1. */
export function pageOf(query: URLSearchParams): number {
  return Math.max(1, Number.parseInt(query.get("page") ?? "", 10) || 1);
}

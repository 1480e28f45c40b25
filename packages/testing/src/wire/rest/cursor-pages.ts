import { compareKeysets, decodeCursor, encodeCursor, firstIndex, type Keyset } from "../keyset.ts";
import { type LinkRelation, linkHeader } from "./link-header.ts";
import { asListed } from "./listed-rows.ts";
import { pageOf, perPageOf } from "./page-request.ts";
import type { RestContext } from "./rest-context.ts";
import { invalidParameter, type RestResult } from "./rest-result.ts";

/** A list in its order, and how to name a place in it. */
export interface CursorList<T> {
  readonly items: readonly T[];
  readonly descending: boolean;
  keyset(item: T): Keyset;
}

const PLACE_PARAMETERS = ["after", "before", "page"];

/**
 * One page of the issues list: `next` names a cursor, `last` is never told. `page` alone is still
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

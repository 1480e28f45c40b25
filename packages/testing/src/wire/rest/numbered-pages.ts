import { type LinkRelation, linkHeader } from "./link-header.ts";
import { asListed } from "./listed-rows.ts";
import { pageOf, perPageOf } from "./page-request.ts";
import type { RestContext } from "./rest-context.ts";
import type { RestResult } from "./rest-result.ts";

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

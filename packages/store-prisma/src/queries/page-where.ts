import { badArgument } from "../check-argument.ts";
import { firstInstant } from "../rows/clean-value.ts";
import type { Row } from "../rows/row.ts";
import { filterOf } from "./filter-of.ts";
import { decodeCursor, type OrderField, type PageCursor } from "./page-cursor.ts";
import type { PullRequestQuery } from "./pull-request-query.ts";
import { scopeOf } from "./scope-of.ts";

const orderFields = new Map<string, OrderField>([
  ["updated", "updatedAt"],
  ["created", "number"],
  ["merged", "mergedAt"],
]);

/** The field that a query orders by. @throws GhsyncError `config_invalid` for an order that there is not in its scope */
export function orderFieldOf(query: PullRequestQuery): OrderField {
  const { order = "updated" } = query;
  const field = orderFields.get(order);
  // Numbers of several repositories have no order.
  if (field && (field !== "number" || "repositoryId" in query)) return field;
  throw badArgument("order", "updated or merged, or created with a repositoryId");
}

/** Newest first, and of one instant in an order of its own, so that no two rows have one place. */
export function orderByOf(query: PullRequestQuery): Row[] {
  const field = orderFieldOf(query);
  if (field === "number") return [{ number: "desc" }];
  const ties = "repositoryId" in query ? ["number"] : ["repositoryId", "number"];
  return [field, ...ties].map((name) => ({ [name]: "desc" }));
}

/** What the rows of a page meet: the query's scope and filter, and to come after a place. All but `awaitingReviewer`. */
export function pageWhere(query: PullRequestQuery, after: PageCursor | undefined): readonly Row[] {
  const field = orderFieldOf(query);
  const where: Row[] = [scopeOf(query), ...filterOf(query)];
  // True of every instant, false of none: it leads planners to the index that has the order, of those that have the scope.
  if (field !== "number") where.push({ [field]: { gte: firstInstant } });
  if (after) where.push(placesAfter(field, query, after));
  return where;
}

/** The place that a query's page comes after. */
export function placeOf(query: PullRequestQuery): PageCursor | undefined {
  return query.after === undefined ? undefined : decodeCursor(orderFieldOf(query), query.after);
}

function placesAfter(
  field: OrderField,
  query: PullRequestQuery,
  { instant, repositoryId, number }: PageCursor,
): Row {
  const byNumber = { number: { lt: number } };
  if (field === "number") return byNumber;
  const ties =
    "repositoryId" in query
      ? [byNumber]
      : [{ repositoryId: { lt: repositoryId } }, { repositoryId, ...byNumber }];
  // The bound is implied by the rest; it is what an index can be entered by.
  return { [field]: { lte: instant }, OR: [{ [field]: { lt: instant } }, ...ties] };
}

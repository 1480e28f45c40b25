import type { Row } from "../prisma-client.ts";
import { decodeCursor, type OrderField } from "./page-cursor.ts";
import type { PullRequestFilter, PullRequestQuery } from "./pull-request-query.ts";

const orderFields = { updated: "updatedAt", created: "number", merged: "mergedAt" } as const;

/** The field that a query orders by. */
export function orderFieldOf({ order = "updated" }: PullRequestQuery): OrderField {
  return orderFields[order];
}

/** Newest first, and of one instant in an order of its own, so that no two rows have one place. */
export function orderByOf(query: PullRequestQuery): Row[] {
  const field = orderFieldOf(query);
  if (field === "number") return [{ number: "desc" }];
  const ties = "repositoryId" in query ? ["number"] : ["repositoryId", "number"];
  return [field, ...ties].map((name) => ({ [name]: "desc" }));
}

/** Whose rows a query asks for. */
export function scopeOf(query: PullRequestQuery): Row {
  return "repositoryId" in query
    ? { repositoryId: query.repositoryId }
    : { tenantId: query.tenantId };
}

/** What the rows of a page meet: the query's scope and filter, and to come after its `after`. All but `awaitingReviewer`. */
export function pageWhere(query: PullRequestQuery): readonly Row[] {
  const field = orderFieldOf(query);
  const where: Row[] = [scopeOf(query), ...filterOf(query)];
  // True of every instant, false of none: it leads planners to the index that has the order, of those that have the scope.
  if (field !== "number") where.push({ [field]: { gte: earliest } });
  if (query.after !== undefined) where.push(placesAfter(field, query, query.after));
  return where;
}

const earliest = new Date(0);

function filterOf({ state, author, draft, updatedSince, mergedSince }: PullRequestFilter): Row[] {
  return [
    ...(state === undefined ? [] : [{ state }]),
    ...(author === undefined ? [] : [{ authorLogin: author }]),
    ...(draft === undefined ? [] : [{ draft }]),
    ...(updatedSince === undefined ? [] : [{ updatedAt: { gte: updatedSince } }]),
    ...(mergedSince === undefined ? [] : [{ mergedAt: { gte: mergedSince } }]),
  ];
}

function placesAfter(field: OrderField, query: PullRequestQuery, after: string): Row {
  const { instant, repositoryId, number } = decodeCursor(field, after);
  const byNumber = { number: { lt: number } };
  if (field === "number") return byNumber;
  const ties =
    "repositoryId" in query
      ? [byNumber]
      : [{ repositoryId: { lt: repositoryId } }, { repositoryId, ...byNumber }];
  // The bound is implied by the rest; it is what an index can be entered by.
  return { [field]: { lte: instant }, OR: [{ [field]: { lt: instant } }, ...ties] };
}

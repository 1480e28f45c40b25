import type { Actor, Label, RequestedReviewer } from "./records.ts";

/** Orders labels by name: sources list them in different orders. */
export function orderLabels(labels: readonly Label[]): readonly Label[] {
  return labels.toSorted((one, other) => compare(one.name, other.name));
}

/** Orders people by login. */
export function orderActors(actors: readonly Actor[]): readonly Actor[] {
  return actors.toSorted((one, other) => compare(one.login, other.login));
}

/** Orders people by login, then teams by slug. */
export function orderReviewers(
  reviewers: readonly RequestedReviewer[],
): readonly RequestedReviewer[] {
  return reviewers.toSorted((one, other) => compare(keyOf(one), keyOf(other)));
}

/** Orders records by id. */
export function orderById<Row extends { readonly id: number }>(
  rows: readonly Row[],
): readonly Row[] {
  return rows.toSorted((one, other) => one.id - other.id);
}

/** Orders files by path. */
export function orderByPath<Row extends { readonly path: string }>(
  rows: readonly Row[],
): readonly Row[] {
  return rows.toSorted((one, other) => compare(one.path, other.path));
}

function keyOf(reviewer: RequestedReviewer): string {
  return reviewer.kind === "actor" ? `1${reviewer.login}` : `2${reviewer.slug}`;
}

// By code unit: the order is the same on every machine.
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

import type { Compare, SortedList } from "../truth/sorted-list.ts";
import { compareKeysets, type Keyset } from "./keyset.ts";

/** Names of sort orders, each with the place of a row in it. */
export type Orders<T> = Readonly<Record<string, (item: T) => Keyset>>;

/** A list in the order that a request asked for. */
export interface OrderedList<T> {
  readonly items: readonly T[];
  readonly descending: boolean;
  readonly keyset: (item: T) => Keyset;
}

const compares = new WeakMap<object, unknown>();

/** The comparison of an order, always the same function, by which a list keeps its sorting. */
function compareOf<T>(keyset: (item: T) => Keyset): Compare<T> {
  const known = compares.get(keyset) as Compare<T> | undefined;
  const compare: Compare<T> = known ?? ((a, b) => compareKeysets(keyset(a), keyset(b)));
  compares.set(keyset, compare);
  return compare;
}

/** The list in the order of a keyset, which stands until the list changes. */
export function orderedBy<T>(
  list: SortedList<T>,
  keyset: (item: T) => Keyset,
  descending: boolean,
): OrderedList<T> {
  const compare = compareOf(keyset);
  const items = descending ? list.descending(compare) : list.ascending(compare);
  return { items, descending, keyset };
}

/** Reads `sort`; an unknown one falls back to creation, as GitHub's lists do. */
export function orderOf<T>(
  query: URLSearchParams,
  orders: Orders<T> & { created(item: T): Keyset },
) {
  return orders[query.get("sort") ?? "created"] ?? orders.created;
}

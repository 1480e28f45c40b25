/** Orders two records; ties are broken by the caller, so that every order is total. */
export type Compare<T> = (a: T, b: T) => number;

/**
 * Records in insertion order, readable in other orders. An order is sorted when it is read after a
 * change; what is nearly sorted is sorted in one pass, so a walk over a standing list costs nothing.
 */
export interface SortedList<T> {
  /** In insertion order. */
  readonly items: readonly T[];
  add(item: T): void;
  remove(item: T): void;
  /** The record of this id. */
  find(id: number): T | undefined;
  /** To be called when a stamp of a record in the list moved, or its state. */
  changed(): void;
  /** Ascending by the given order; the same array until the next change. */
  ascending(compare: Compare<T>): readonly T[];
  /** The other way round. */
  descending(compare: Compare<T>): readonly T[];
}

interface Order<T> {
  sorted: readonly T[];
  /** Made when it is first asked for. */
  reversed: readonly T[] | undefined;
  stale: boolean;
}

/** Creates an empty list. */
export function createSortedList<T extends { readonly id: number }>(): SortedList<T> {
  const items: T[] = [];
  const orders = new Map<Compare<T>, Order<T>>();
  // Filled when it is first needed: most lists are only ever read in some order.
  let byId: Map<number, T> | undefined;
  const changed = () => {
    for (const order of orders.values()) {
      order.stale = true;
    }
  };
  const orderBy = (compare: Compare<T>): Order<T> => {
    const order = orders.get(compare) ?? { sorted: items, reversed: undefined, stale: true };
    if (order.stale) {
      order.sorted = order.sorted.toSorted(compare);
      order.reversed = undefined;
      order.stale = false;
      orders.set(compare, order);
    }
    return order;
  };
  return {
    items,
    changed,
    add(item) {
      items.push(item);
      byId?.set(item.id, item);
      for (const order of orders.values()) {
        order.sorted = [...order.sorted, item];
      }
      changed();
    },
    remove(item) {
      items.splice(items.indexOf(item), 1);
      byId?.delete(item.id);
      for (const order of orders.values()) {
        order.sorted = order.sorted.filter((other) => other !== item);
        order.reversed = undefined;
      }
    },
    find(id) {
      byId ??= new Map(items.map((item) => [item.id, item]));
      return byId.get(id);
    },
    ascending: (compare) => orderBy(compare).sorted,
    descending(compare) {
      const order = orderBy(compare);
      order.reversed ??= order.sorted.toReversed();
      return order.reversed;
    },
  };
}

import type { Instant } from "../instant.ts";
import { firstIndex } from "./keyset.ts";
import type { OrderedList } from "./list-order.ts";

const selections = new WeakMap<readonly unknown[], Map<string, readonly unknown[]>>();

/** The items of a standing list that are in a state: selected once, since a walk asks for every page. */
export function inState<T>(
  items: readonly T[],
  state: string,
  stateOf: (item: T) => string,
): readonly T[] {
  if (state === "all") {
    return items;
  }
  const known = selections.get(items) ?? new Map<string, readonly unknown[]>();
  selections.set(items, known);
  const selected = known.get(state) ?? items.filter((item) => stateOf(item) === state);
  known.set(state, selected);
  return selected as readonly T[];
}

const EPOCH: Instant = "1970-01-01T00:00:00Z";

/**
 * What changed at an instant or after it; found without looking at all in a list by `updated`. Since the epoch, or before it, GitHub shows
 * nothing: chaoss/grimoirelab-perceval#866.
 */
export function updatedSince<T extends { readonly updatedAt: Instant }>(
  { items, descending }: Pick<OrderedList<T>, "items" | "descending">,
  since: Instant | undefined,
  byUpdated: boolean,
): readonly T[] {
  if (since === undefined) {
    return items;
  }
  if (since <= EPOCH) {
    return [];
  }
  if (!byUpdated) {
    return items.filter(({ updatedAt }) => updatedAt >= since);
  }
  return descending
    ? items.slice(
        0,
        firstIndex(items, ({ updatedAt }) => updatedAt < since),
      )
    : items.slice(firstIndex(items, ({ updatedAt }) => updatedAt >= since));
}

import { compareKeysets, decodeCursor, encodeCursor, firstIndex, type Keyset } from "../keyset.ts";
import { graphqlFailure } from "./graphql-failure.ts";

/** Arguments that every connection takes. */
export interface ConnectionArgs {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** A connection: fields are computed when they are asked for. */
export interface Connection<T> {
  readonly totalCount: number;
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Names the place of an item in its list. */
export type Placement<T> = (item: T, index: number) => Keyset;

/** By id, for lists that grow at their end and may lose items anywhere. */
export const byId = ({ id }: { readonly id: number }): Keyset => [id, id];

/** By position, for lists that are replaced as a whole. */
export const byPosition = (_item: unknown, index: number): Keyset => [index, 0];

/** Takes a page from a list. With `descending`, positions fall instead of rise. */
export function connect<T>(
  items: readonly T[],
  args: ConnectionArgs,
  placement: Placement<T>,
  descending = false,
): Connection<T> {
  const sign = descending ? -1 : 1;
  const seek = (cursor: string, inclusive: boolean): number => {
    const keyset = decodeCursor(cursor);
    if (keyset === undefined) {
      throw graphqlFailure(
        "INVALID_CURSOR_ARGUMENTS",
        `\`${cursor}\` does not appear to be a valid cursor.`,
      );
    }
    return firstIndex(items, (item, index) => {
      const order = sign * compareKeysets(placement(item, index), keyset);
      return inclusive ? order >= 0 : order > 0;
    });
  };
  const low = args.after ? seek(args.after, false) : 0;
  const high = args.before ? seek(args.before, true) : items.length;
  const start = args.last ? Math.max(low, high - args.last) : low;
  const end = args.first ? Math.min(high, low + args.first) : high;
  const cursorAt = (index: number) => encodeCursor(placement(items[index] as T, index));
  return {
    totalCount: items.length,
    get nodes() {
      return items.slice(start, end);
    },
    get edges() {
      return items
        .slice(start, end)
        .map((node, offset) => ({ cursor: cursorAt(start + offset), node }));
    },
    get pageInfo() {
      const filled = end > start;
      return {
        hasNextPage: end < items.length,
        hasPreviousPage: start > 0,
        startCursor: filled ? cursorAt(start) : null,
        endCursor: filled ? cursorAt(end - 1) : null,
      };
    },
  };
}

/** The place of a row in an order: its sort value, then its id. */
export type Keyset = readonly [value: string | number, id: number];

const PREFIX = "cursor:v2:";

/** An opaque cursor that stays valid when rows before it come or go. */
export function encodeCursor(keyset: Keyset): string {
  return Buffer.from(PREFIX + JSON.stringify(keyset)).toString("base64");
}

/** The place that a cursor names; `undefined` for what is no cursor. */
export function decodeCursor(cursor: string): Keyset | undefined {
  const text = Buffer.from(cursor, "base64").toString();
  if (!text.startsWith(PREFIX)) {
    return undefined;
  }
  try {
    const keyset: unknown = JSON.parse(text.slice(PREFIX.length));
    return isKeyset(keyset) ? keyset : undefined;
  } catch {
    return undefined;
  }
}

function isKeyset(value: unknown): value is Keyset {
  if (!Array.isArray(value) || value.length !== 2) {
    return false;
  }
  const [place, id] = value;
  return (typeof place === "string" || typeof place === "number") && typeof id === "number";
}

/** Ascending order of two places. */
export function compareKeysets(a: Keyset, b: Keyset): number {
  if (a[0] !== b[0]) {
    return a[0] < b[0] ? -1 : 1;
  }
  return a[1] - b[1];
}

/** Index of the first item for which the test holds, in items where it holds from some point on. */
export function firstIndex<T>(
  items: readonly T[],
  holds: (item: T, index: number) => boolean,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as T, middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

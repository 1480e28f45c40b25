/** Values made from their keys, of which only the most recently used are kept. */
export interface RecentlyUsed<Key, Value> {
  get(key: Key): Value;
  forget(key: Key): void;
}

/** Keeps up to this many values. */
export function createRecentlyUsed<Key, Value>(
  size: number,
  make: (key: Key) => Value,
): RecentlyUsed<Key, Value> {
  /** In the order of their last use. */
  const kept = new Map<Key, Value>();
  let last: { readonly key: Key; readonly value: Value } | undefined;
  return {
    get(key) {
      if (last?.key === key) {
        return last.value;
      }
      const value = kept.get(key) ?? make(key);
      kept.delete(key);
      kept.set(key, value);
      last = { key, value };
      if (kept.size > size) {
        const [oldest] = kept.keys();
        kept.delete(oldest as Key);
      }
      return value;
    },
    forget(key) {
      kept.delete(key);
      last = undefined;
    },
  };
}

/** Addresses whose `Date` is remembered: the ones asked last. */
const mostKept = 1000;

/** How long GitHub's own answer may show the same `Date`, by the local clock, in milliseconds. */
const longestRepeatMs = 60_000;

/** Remembers the `Date` of the last answers, to tell an answer that comes from a cache. */
export interface DateMemory {
  /**
   * Notes an answer's `Date`. Answers whether this address was answered with the very same one more than a minute ago: the value alone
   * tells nothing, since the clocks of GitHub and of this machine may differ.
   */
  isRepeated(url: string, date: string, now: Date): boolean;
}

/** Creates a memory of no answer. */
export function createDateMemory(): DateMemory {
  const seen = new Map<string, { readonly date: string; readonly atMs: number }>();
  return {
    isRepeated(url, date, now) {
      const nowMs = now.getTime();
      const before = seen.get(url);
      const isSame = before?.date === date;
      seen.delete(url);
      seen.set(url, isSame ? before : { date, atMs: nowMs });
      const [oldest] = seen.keys();
      if (oldest !== undefined && seen.size > mostKept) seen.delete(oldest);
      return isSame && nowMs - before.atMs > longestRepeatMs;
    },
  };
}

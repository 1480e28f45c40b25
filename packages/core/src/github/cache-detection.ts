/** Addresses whose answer is remembered: the ones asked last. */
const mostKept = 1000;

/** How long GitHub's own answer may show the same `Date`, by the local clock, in milliseconds. */
const longestRepeatMs = 60_000;

/** Remembers a header of the last answers, `Date` or `x-github-request-id`, to tell an answer that comes from a cache. */
export interface DateMemory {
  /**
   * Notes an answer's value. Answers whether this address was answered with the very same one more than a minute ago: a `Date` alone
   * tells nothing, since the clocks of GitHub and of this machine may differ.
   */
  isRepeated(url: string, value: string, now: Date): boolean;
}

/** Creates a memory of no answer. */
export function createDateMemory(): DateMemory {
  const seen = new Map<string, { readonly value: string; readonly atMs: number }>();
  return {
    isRepeated(url, value, now) {
      const nowMs = now.getTime();
      const before = seen.get(url);
      const isSame = before?.value === value;
      seen.delete(url);
      seen.set(url, isSame ? before : { value, atMs: nowMs });
      const [oldest] = seen.keys();
      if (oldest !== undefined && seen.size > mostKept) seen.delete(oldest);
      return isSame && nowMs - before.atMs > longestRepeatMs;
    },
  };
}

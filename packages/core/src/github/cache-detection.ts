/** URLs that are remembered: the last ones. */
const mostKept = 1000;

/** How long GitHub itself may repeat a value for one URL, by the local clock, in milliseconds. */
const longestRepeatMs = 60_000;

/** Detects responses that come from a cache, by a header that GitHub never repeats: `Date` or `x-github-request-id`. */
export interface RepeatDetector {
  /**
   * Notes a response's value. Returns whether the same URL had the same value more than a minute ago. One `Date` alone proves nothing: the
   * clocks of GitHub and of this machine may differ.
   */
  isRepeated(url: string, value: string, now: Date): boolean;
}

/** Creates a detector that has seen no response. */
export function createRepeatDetector(): RepeatDetector {
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

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** An instant beside now, in words, and for how long the words stay true. */
export interface RelativeTime {
  readonly text: string;
  readonly validMs: number;
}

/**
 * Says how long ago an instant was: `5 minutes ago`. Pure. An instant in the future is now: the
 * clocks of two machines differ.
 */
export function relativeTime(instant: Date, now: Date, language: string): RelativeTime {
  const agoMs = Math.max(0, now.getTime() - instant.getTime());
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const [unit, ms] = units.find(([, unitMs]) => agoMs >= unitMs) ?? ["second", 60_000];
  const count = Math.floor(agoMs / ms);
  return { text: format.format(-count || 0, unit), validMs: (count + 1) * ms - agoMs };
}

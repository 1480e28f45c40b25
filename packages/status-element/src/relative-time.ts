const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How long ago an instant was, in words, and for how long the words stay true. */
export interface RelativeTime {
  readonly text: string;
  readonly validMs: number;
}

/**
 * Says how long ago an instant was: `5 minutes ago`. Pure. An instant in the future is now: the
 * clocks of two machines differ.
 */
export function relativeTime(ms: number, language: string): RelativeTime {
  const agoMs = Math.max(0, ms);
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const [unit, unitMs] = units.find(([, atLeastMs]) => agoMs >= atLeastMs) ?? ["second", 60_000];
  const count = Math.floor(agoMs / unitMs);
  return { text: format.format(-count, unit), validMs: (count + 1) * unitMs - agoMs };
}

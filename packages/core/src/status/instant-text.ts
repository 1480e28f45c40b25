/** An instant as JSON has it; `undefined` for none, and for a `Date` that is none. */
export function isoOf(date: Date | undefined): string | undefined {
  return !date || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** An instant in a sentence, to the minute: `2026-01-05 12:00 UTC`. */
export function textOf(iso: string): string {
  return iso.replace(/:[\d.]+Z$/, " UTC").replace("T", " ");
}

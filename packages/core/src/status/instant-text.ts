/** An instant of a state, which may have gone through JSON; `undefined` for none, and for what is none. */
export function instantOf(value: Date | string | null | undefined): Date | undefined {
  if (value === undefined || value === null) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** An instant as JSON has it. */
export function isoOf(value: Date | string | null | undefined): string | undefined {
  return instantOf(value)?.toISOString();
}

/** An instant in a sentence, to the minute: `2026-01-05 12:00 UTC`. */
export function textOf(iso: string): string {
  return iso.replace(/:[\d.]+Z$/, " UTC").replace("T", " ");
}

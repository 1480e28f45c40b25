/** A thousand years: what is due later than that is never. Not every database has room for `Infinity`. */
export const neverMs = 31_557_600_000_000;

/** Whether an instant stands for never. A host may have set it some time ago. */
export function isNever(instant: Date, now: Date): boolean {
  return instant.getTime() - now.getTime() > neverMs / 2;
}

const latestDate = 8.64e15;

/** The instant so many milliseconds after 1970, or the last that a `Date` can hold: an invalid one would be due at once. */
export function dateAt(ms: number): Date {
  return new Date(Math.min(ms, latestDate));
}

/**
 * An instant as GitHub writes it: UTC, ISO 8601, whole seconds (`2026-01-05T12:00:00Z`).
 * Instants of this shape sort as text. Source: "Time zones and the REST API".
 */
export type Instant = string;

/** Truncates a date to the whole second that GitHub would store. */
export function toInstant(date: Date): Instant {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Reads the instant of a query parameter in any ISO 8601 spelling; `undefined` when it is none. */
export function parseInstant(text: string): Instant | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : toInstant(date);
}

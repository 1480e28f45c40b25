import type { Instant } from "../instant.ts";

const DAY_S = 86_400;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

const days = new Map<number, string>();

/**
 * The instant of epoch milliseconds. A large repository has a million of them, so they are made without
 * a `Date` each, and joined rather than concatenated: that leaves one string, not three.
 */
export function instantOf(ms: number): Instant {
  const seconds = Math.floor(ms / 1000);
  const day = Math.floor(seconds / DAY_S);
  const inDay = seconds - day * DAY_S;
  const hour = TWO_DIGITS[Math.floor(inDay / 3600)];
  const minute = TWO_DIGITS[Math.floor(inDay / 60) % 60];
  return [dateOf(day), hour, ":", minute, ":", TWO_DIGITS[inDay % 60], "Z"].join("");
}

function dateOf(day: number): string {
  const date = days.get(day) ?? new Date(day * DAY_S * 1000).toISOString().slice(0, 11);
  days.set(day, date);
  return date;
}

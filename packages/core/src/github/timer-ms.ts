/** A time that a timer takes: whole milliseconds, and not more than it can hold, or it fires at once. */
export function timerMs(ms: number): number {
  return Math.min(Math.ceil(ms), 2 ** 31 - 1);
}

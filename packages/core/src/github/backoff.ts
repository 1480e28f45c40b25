/**
 * How long to wait before the next try: doubling from `baseMs`, at most `maxMs`, half of it random so that workers spread.
 * @param attempt the try that failed, from 1
 * @param random from 0 to below 1
 */
export function backoffMs(
  attempt: number,
  random: number,
  { baseMs = 1000, maxMs = 60_000 } = {},
): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** (attempt - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

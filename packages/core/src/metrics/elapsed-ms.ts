/** Milliseconds from one instant to another; 0 where clocks disagree on which was first, `null` where one of them is unknown. */
export function elapsedMs(
  from: Date | null | undefined,
  until: Date | null | undefined,
): number | null {
  if (!from || !until) return null;
  return Math.max(0, until.getTime() - from.getTime());
}

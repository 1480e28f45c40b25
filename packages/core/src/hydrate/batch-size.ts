/** The batch after one that GitHub could not bear. */
export function smallerBatch(size: number): number {
  return Math.max(1, Math.floor(size / 2));
}

/** The batch after one that went well: it grows slowly, since each failure costs GitHub ten seconds. */
export function largerBatch(size: number, most: number): number {
  return Math.min(most, size + 1);
}

/** Whether a batch by REST has cost enough: with four to six requests a pull request, these are about five. */
export function isFullByRest(requests: number): boolean {
  return requests >= 24;
}

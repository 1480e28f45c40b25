/** The clock and timers of a scheduler. Tests pass one that they move. */
export interface Timers {
  now(): Date;
  /**
   * Calls `fire` once, at `at` or as soon as possible, but never within this call. It may be early; the scheduler checks the clock again.
   *
   * @returns A function that cancels the call. It does nothing after the call.
   */
  setTimer(at: Date, fire: () => void): () => void;
}

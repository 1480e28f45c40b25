/** Where a scheduler's time comes from. Tests give one that they move themselves. */
export interface Timers {
  now(): Date;
  /**
   * Calls `fire` once, at `at` or as soon as it can, but never within this call. It may be early; the scheduler looks at the clock again.
   *
   * @returns takes the call back; nothing happens if it was made
   */
  setTimer(at: Date, fire: () => void): () => void;
}

/** A row of a list that is ordered by update. */
export interface StampedRow {
  /** The pull request that the row speaks of; `undefined` for a row that speaks of a plain issue. */
  readonly number: number | undefined;
  readonly stamp: Date;
}

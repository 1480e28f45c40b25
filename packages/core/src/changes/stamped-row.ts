/** A row of a list that is ordered by update. */
export interface StampedRow {
  readonly updated_at: string;
}

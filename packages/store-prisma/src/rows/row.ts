/** A row, or part of one, by Prisma field name. */
export interface Row {
  readonly [field: string]: unknown;
}

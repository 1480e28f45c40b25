/** Prisma's "no such record", of which the fence's `update` is the only source in a commit. */
export function isNotFound(error: unknown): boolean {
  return hasCode(error, "P2025");
}

/** Prisma's "unique constraint failed". */
export function isUniqueViolation(error: unknown): boolean {
  return hasCode(error, "P2002");
}

/** Prisma's "write conflict or deadlock": nothing was written. */
export function isWriteConflict(error: unknown): boolean {
  return hasCode(error, "P2034");
}

/** Prisma's "raw query failed", whatever the reason. */
export function isRawFailure(error: unknown): boolean {
  return hasCode(error, "P2010");
}

const unfit = /Code: `(23502|42\w{3}|SQLITE_CONSTRAINT_NOTNULL|SQLITE_ERROR)`/;

/** A raw failure for want of a value, a column or a table, as it would be with any rows. */
export function isUnfitForPlainSql(error: unknown): boolean {
  return isRawFailure(error) && error instanceof Error && unfit.test(error.message);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** Prisma's "no such record", of which the fence's `update` is the only source in a commit. */
export function isNotFound(error: unknown): boolean {
  return hasCode(error, "P2025");
}

/** Prisma's "unique constraint failed". */
export function isUniqueViolation(error: unknown): boolean {
  return hasCode(error, "P2002");
}

/** Prisma's "raw query failed", whatever the reason. */
export function isRawFailure(error: unknown): boolean {
  return hasCode(error, "P2010");
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

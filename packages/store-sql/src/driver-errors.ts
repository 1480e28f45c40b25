// A deadlock, a serialization failure, and a lock that SQLite did not get in time.
const passing = ["40001", "40P01", "SQLITE_BUSY", "SQLITE_LOCKED"];
const uniqueViolations = ["23505", "SQLITE_CONSTRAINT"];

/** Whether the database gave up a transaction that may succeed when it runs again. */
export function isToTryAgain(error: unknown): boolean {
  return hasCode(error, passing);
}

/** Whether another row has the same key. */
export function isUniqueViolation(error: unknown): boolean {
  return hasCode(error, uniqueViolations);
}

/** Whether SQLite may not write to the file. */
export function isReadOnly(error: unknown): boolean {
  return hasCode(error, ["SQLITE_READONLY"]);
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  const code = codeOf(error);
  // SQLite's extended codes: SQLITE_BUSY_SNAPSHOT, SQLITE_CONSTRAINT_UNIQUE.
  return codes.some((one) => code === one || code.startsWith(`${one}_`));
}

/** The code of a driver's error. node:sqlite gives SQLite's number instead of its name. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  if (typeof errcode === "number") return sqliteNames[errcode & 0xff] ?? String(errcode);
  return typeof code === "string" ? code : "";
}

const sqliteNames: { readonly [errcode: number]: string } = {
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  8: "SQLITE_READONLY",
  19: "SQLITE_CONSTRAINT",
};

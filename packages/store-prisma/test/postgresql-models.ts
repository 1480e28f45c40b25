/** The models for PostgreSQL: those for SQLite, but for the type of an instant. */
export function postgresqlModels(sqliteModels: string): string {
  return sqliteModels
    .replace("for SQLite.", "for PostgreSQL.")
    .replaceAll(/^ +\w+ +DateTime\b.*$/gm, (column) => `${column} @db.Timestamptz(3)`);
}

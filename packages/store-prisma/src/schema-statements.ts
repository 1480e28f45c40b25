import { readFileSync } from "node:fs";

/** A database that the package has models and statements for. */
export type SchemaProvider = "sqlite" | "postgresql";

/**
 * The statements that create ghsync's tables and indexes where they don't exist, for an app without migrations and for tests.
 * An app with `prisma migrate` does not need them. They create, and never alter.
 *
 * @example
 * ```ts
 * for (const statement of schemaStatements("postgresql")) await prisma.$executeRawUnsafe(statement);
 * ```
 */
export function schemaStatements(provider: SchemaProvider): string[] {
  const script = readFileSync(new URL(`../schema/${provider}.sql`, import.meta.url), "utf8");
  return script
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter(Boolean);
}

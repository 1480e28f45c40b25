import { openPostgresql } from "./open-postgresql.ts";
import { openSqlite } from "./open-sqlite.ts";
import { createPrismaSubject } from "./prisma-subject.ts";
import { createSqlSubject } from "./sql-subject.ts";
import { createMemorySubject, type SubjectStore } from "./subject-store.ts";

/** Opens an empty store by the name that `--store` gives it. A store for another database is one more line. */
export const subjectStores = {
  memory: createMemorySubject,
  prisma: () => createPrismaSubject(openSqlite),
  "prisma-postgresql": () => createPrismaSubject(openPostgresql),
  "sql-sqlite": () => createSqlSubject("better-sqlite3"),
  "sql-postgres": () => createSqlSubject("pg"),
} as const satisfies Record<string, () => Promise<SubjectStore>>;

export type StoreName = keyof typeof subjectStores;
